package io.github.stockroom.persistence.account;

import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.application.account.AccountRepositoryContract;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbcAccountRepositoryTest {

    @Nested
    class OnH2 extends AccountRepositoryContract {

        @RegisterExtension
        static final TestDatabase DATABASE = TestDatabases.h2().migrated();

        @Override
        protected AccountRepository accounts() {
            return new JdbcAccountRepository(new Database(DATABASE.pool()));
        }
    }

    @Nested
    @Tag("postgres")
    class OnPostgres extends AccountRepositoryContract {

        @RegisterExtension
        static final TestDatabase DATABASE = TestDatabases.postgres().migrated();

        @Override
        protected AccountRepository accounts() {
            return new JdbcAccountRepository(new Database(DATABASE.pool()));
        }
    }
}
