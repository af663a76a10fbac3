package io.github.stockroom.persistence.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.application.apikey.ApiKeyRepository;
import io.github.stockroom.application.apikey.ApiKeyRepositoryContract;
import io.github.stockroom.persistence.account.JdbcAccountRepository;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbcApiKeyRepositoryTest {

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

    abstract static class OnDatabase extends ApiKeyRepositoryContract {

        abstract TestDatabase database();

        @Override
        protected AccountRepository accounts() {
            return new JdbcAccountRepository(new Database(database().pool()));
        }

        @Override
        protected ApiKeyRepository keys() {
            return new JdbcApiKeyRepository(new Database(database().pool()));
        }

        @AfterEach
        void noSecretIsStoredInClear() {
            assertThat(database()
                            .jdbc()
                            .sql("select secret_hash from api_keys")
                            .query(String.class)
                            .list())
                    .allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        }
    }
}
