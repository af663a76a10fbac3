package io.github.stockroom.bootstrap;

import io.github.stockroom.persistence.schema.Migrations;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@code java -jar stockroom.jar migrate}: applies the schema and exits; safe to run while the service serves. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StockroomSettings.class)
class MigrateCommand {

    @Bean
    ApplicationRunner migrate(StockroomSettings settings) {
        return arguments -> {
            new Migrations(PersistenceConfiguration.address(settings).direct()).apply();
        };
    }
}
