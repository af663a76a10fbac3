package io.github.stockroom.bootstrap;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is counted beside requests and the pool. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

    @Bean
    LogEventCounter logEventCounter(MeterRegistry registry) {
        return new LogEventCounter(registry);
    }
}
