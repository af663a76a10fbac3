package io.github.stockroom.persistence.product;

import io.github.stockroom.application.product.ProductRepository;
import io.github.stockroom.application.product.ProductRepositoryContract;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbcProductRepositoryTest {

    @Nested
    class OnH2 extends ProductRepositoryContract {

        @RegisterExtension
        static final TestDatabase DATABASE = TestDatabases.h2().migrated();

        @Override
        protected ProductRepository store() {
            return new JdbcProductRepository(new Database(DATABASE.pool()));
        }
    }

    @Nested
    @Tag("postgres")
    class OnPostgres extends ProductRepositoryContract {

        @RegisterExtension
        static final TestDatabase DATABASE = TestDatabases.postgres().migrated();

        @Override
        protected ProductRepository store() {
            return new JdbcProductRepository(new Database(DATABASE.pool()));
        }
    }
}
