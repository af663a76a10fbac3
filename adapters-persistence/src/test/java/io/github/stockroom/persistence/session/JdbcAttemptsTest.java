package io.github.stockroom.persistence.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.application.attempt.Attempts;
import io.github.stockroom.application.attempt.AttemptsContract;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbcAttemptsTest {

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

    abstract static class Contract extends AttemptsContract {

        private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
        private static final Duration WINDOW = Duration.ofMinutes(1);

        abstract TestDatabase database();

        @Override
        protected Attempts attempts() {
            return new JdbcAttempts(new Database(database().pool()), text -> "keyed " + text.hashCode());
        }

        @Test
        void eachAttemptRemovesUpToAHundredThatNoLongerCount() {
            for (int i = 0; i < 102; i++) {
                record("somebody " + i, START);
            }
            assertThat(count()).isEqualTo(102);

            record("ada", START.plus(Attempts.MAX_WINDOW));
            assertThat(count()).isEqualTo(3);

            record("ada", START.plus(Attempts.MAX_WINDOW));
            assertThat(count()).isEqualTo(2);
        }

        @Test
        void refusedAttemptIsNotStored() {
            record("ada", START);
            assertThat(attempts().record(UUID.randomUUID(), "ada", START, WINDOW, 1))
                    .isPresent();

            assertThat(count()).isEqualTo(1);
        }

        private void record(String who, Instant now) {
            assertThat(attempts().record(UUID.randomUUID(), who, now, WINDOW, 10))
                    .isEmpty();
        }

        private long count() {
            return database()
                    .jdbc()
                    .sql("select count(*) from sign_in_attempts")
                    .query(Long.class)
                    .single();
        }
    }
}
