package io.github.stockroom.bootstrap;

import io.github.stockroom.application.product.ProductCatalog;
import io.github.stockroom.persistence.product.JdbcProductRepository;
import io.github.stockroom.persistence.sql.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProductConfiguration {

    @Bean
    ProductCatalog productCatalog(Database database) {
        return ProductCatalog.on(new JdbcProductRepository(database));
    }
}
