package io.github.stockroom.persistence.session;

import static io.github.stockroom.application.account.AccountFixture.anAccount;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.domain.account.Account;
import io.github.stockroom.persistence.account.JdbcAccountRepository;
import io.github.stockroom.persistence.account.JdbcPasswordResetRepository;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.sql.Sha256;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Verifies that a reader of the database, or of a copy, can neither use tokens nor learn what people typed. */
class NothingInClearTest {

    @Nested
    class OnH2 extends Contract {

        @RegisterExtension
        static final TestDatabase DATABASE = TestDatabases.h2().migrated();

        @Override
        TestDatabase database() {
            return DATABASE;
        }
    }

    @Nested
    @Tag("postgres")
    class OnPostgres extends Contract {

        @RegisterExtension
        static final TestDatabase DATABASE = TestDatabases.postgres().migrated();

        @Override
        TestDatabase database() {
            return DATABASE;
        }
    }

    abstract static class Contract {

        private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
        private static final Duration MINUTE = Duration.ofMinutes(1);

        abstract TestDatabase database();

        @Test
        void neitherTokensNorWhatWasTypedAsAName() {
            Database database = new Database(database().pool());
            Account account = anAccount().storedIn(new JdbcAccountRepository(database));
            UUID first = UUID.randomUUID();
            UUID second = UUID.randomUUID();
            var sessions = new JdbcSessionRepository(database);
            sessions.open(UUID.randomUUID(), account, first, START, START.plus(MINUTE));
            sessions.rotate(first, second, START, START.plus(MINUTE), MINUTE, MINUTE);
            var attempts = new JdbcAttempts(database, text -> Sha256.hex("a key" + text));
            attempts.record(UUID.randomUUID(), "a password\n192.0.2.7", START, MINUTE, 10);
            attempts.recordDistinct("a password", "192.0.2.7", START, MINUTE, 10);

            UUID reset = UUID.randomUUID();
            new JdbcPasswordResetRepository(database, new JdbcAccountRepository(database))
                    .store(
                            anAccount()
                                    .named("eve")
                                    .storedIn(new JdbcAccountRepository(database))
                                    .id(),
                            reset,
                            START.plus(MINUTE));

            assertThat(stored("password_resets")).contains("2026-01-31").doesNotContain(spellings(reset));
            assertThat(stored("accounts")).contains(anAccount().password().value());
            assertThat(stored("sessions", "refresh_tokens", "sign_in_attempts"))
                    .contains("2026-01-31")
                    .doesNotContain("password", "192.0.2.7")
                    // A digest without a key would let its reader confirm a guess of what was typed.
                    .doesNotContain(Sha256.hex("a password\n192.0.2.7"), Sha256.hex("192.0.2.7"))
                    .doesNotContain(spellings(first))
                    .doesNotContain(spellings(second));
        }

        /** Every column of every row. */
        private String stored(String... tables) {
            StringBuilder text = new StringBuilder();
            for (String table : tables) {
                List<?> rows =
                        database().jdbc().sql("select * from " + table).query().listOfRows();
                assertThat(rows).isNotEmpty();
                text.append(rows);
            }
            return text.toString().toLowerCase(Locale.ROOT);
        }

        private static String[] spellings(UUID token) {
            return new String[] {token.toString(), token.toString().replace("-", "")};
        }
    }
}
