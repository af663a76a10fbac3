package io.github.stockroom.persistence.car;

import io.github.stockroom.application.car.CarRepository;
import io.github.stockroom.application.car.CarRepositoryContract;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbcCarRepositoryTest {

    @Nested
    class OnH2 extends CarRepositoryContract {

        @RegisterExtension
        static final TestDatabase DATABASE = TestDatabases.h2().migrated();

        @Override
        protected CarRepository store() {
            return new JdbcCarRepository(new Database(DATABASE.pool()));
        }
    }

    @Nested
    @Tag("postgres")
    class OnPostgres extends CarRepositoryContract {

        @RegisterExtension
        static final TestDatabase DATABASE = TestDatabases.postgres().migrated();

        @Override
        protected CarRepository store() {
            return new JdbcCarRepository(new Database(DATABASE.pool()));
        }
    }
}
