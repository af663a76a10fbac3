package io.github.stockroom.bootstrap;

import io.github.stockroom.application.car.CarCatalog;
import io.github.stockroom.persistence.car.JdbcCarRepository;
import io.github.stockroom.persistence.sql.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CarConfiguration {

    @Bean
    CarCatalog carCatalog(Database database) {
        return CarCatalog.on(new JdbcCarRepository(database));
    }
}
