package io.github.stockroom.bootstrap;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Health, version and meters beside those of requests and the connection pool. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

    /**
     * Says which build serves, to any caller: deployments ask from outside. Spring Boot's own tells names and times as
     * well.
     */
    @Bean
    InfoContributor versionContributor(BuildProperties build) {
        return info -> info.withDetail("build", Map.of("version", String.valueOf(build.getVersion())));
    }

    @Bean
    HealthOfKnownParts healthEndpointWebExtension(
            HealthContributorRegistry contributors, HealthEndpointGroups groups, HealthEndpointProperties properties) {
        return new HealthOfKnownParts(
                contributors, groups, properties.getLogging().getSlowIndicatorThreshold());
    }

    @Bean
    LogEventCounter logEventCounter(MeterRegistry registry) {
        return new LogEventCounter(registry);
    }
}
