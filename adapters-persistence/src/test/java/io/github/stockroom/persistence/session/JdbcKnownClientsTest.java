package io.github.stockroom.persistence.session;

import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.application.session.KnownClients;
import io.github.stockroom.application.session.KnownClientsContract;
import io.github.stockroom.persistence.account.JdbcAccountRepository;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.sql.Sha256;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbcKnownClientsTest {

    @Nested
    class OnH2 extends OnDatabase {

        @RegisterExtension
        static final TestDatabase DATABASE = TestDatabases.h2().migrated();

        @Override
        TestDatabase database() {
            return DATABASE;
        }
    }

    @Nested
    @Tag("postgres")
    class OnPostgres extends OnDatabase {

        @RegisterExtension
        static final TestDatabase DATABASE = TestDatabases.postgres().migrated();

        @Override
        TestDatabase database() {
            return DATABASE;
        }
    }

    abstract static class OnDatabase extends KnownClientsContract {

        abstract TestDatabase database();

        @Override
        protected AccountRepository accounts() {
            return new JdbcAccountRepository(new Database(database().pool()));
        }

        @Override
        protected KnownClients clients() {
            return new JdbcKnownClients(new Database(database().pool()), text -> Sha256.hex("a key" + text));
        }
    }
}
