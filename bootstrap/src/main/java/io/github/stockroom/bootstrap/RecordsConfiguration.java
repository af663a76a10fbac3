package io.github.stockroom.bootstrap;

import com.zaxxer.hikari.HikariDataSource;
import io.github.stockroom.persistence.DatabaseAddress;
import io.github.stockroom.persistence.PoolSettings;
import io.github.stockroom.persistence.sql.Database;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** For commands that work on records: the use cases and what is below them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StockroomSettings.class)
@Import(RecordResources.class)
class RecordsConfiguration {

    /** Long time-outs, because no client waits for a response within seconds. */
    private static final PoolSettings PATIENT = new PoolSettings(2, Duration.ofSeconds(10), Duration.ofMinutes(10));

    @Bean
    HikariDataSource dataSource(StockroomSettings settings) {
        DatabaseAddress address = PersistenceConfiguration.address(settings);
        PersistenceConfiguration.bringUpToDate(address, settings);
        return address.loadingPool(PATIENT);
    }

    @Bean
    Database database(HikariDataSource dataSource) {
        return new Database(dataSource);
    }
}
