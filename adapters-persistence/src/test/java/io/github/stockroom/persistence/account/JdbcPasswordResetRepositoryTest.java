package io.github.stockroom.persistence.account;

import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.application.account.PasswordResetRepository;
import io.github.stockroom.application.account.PasswordResetRepositoryContract;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbcPasswordResetRepositoryTest {

    @Nested
    class OnH2 extends OnDatabase {

        @RegisterExtension
        static final TestDatabase DATABASE = TestDatabases.h2().migrated();

        @Override
        TestDatabase testDatabase() {
            return DATABASE;
        }
    }

    @Nested
    @Tag("postgres")
    class OnPostgres extends OnDatabase {

        @RegisterExtension
        static final TestDatabase DATABASE = TestDatabases.postgres().migrated();

        @Override
        TestDatabase testDatabase() {
            return DATABASE;
        }
    }

    abstract static class OnDatabase extends PasswordResetRepositoryContract {

        private AccountRepository accounts;
        private PasswordResetRepository resets;

        abstract TestDatabase testDatabase();

        @BeforeEach
        @Override
        protected void storeAccounts() {
            Database database = new Database(testDatabase().pool());
            accounts = new JdbcAccountRepository(database);
            resets = new JdbcPasswordResetRepository(database, accounts);
            super.storeAccounts();
        }

        @Override
        protected AccountRepository accounts() {
            return accounts;
        }

        @Override
        protected PasswordResetRepository resets() {
            return resets;
        }
    }
}
