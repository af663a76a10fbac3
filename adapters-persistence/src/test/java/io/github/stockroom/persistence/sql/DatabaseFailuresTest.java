package io.github.stockroom.persistence.sql;

import static io.github.stockroom.persistence.sql.FailedCalls.failure;
import static io.github.stockroom.persistence.sql.FailedCalls.query;
import static io.github.stockroom.persistence.sql.FailedCalls.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.github.stockroom.application.error.OutcomeUnknownException;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import io.github.stockroom.persistence.DatabaseAddress;
import io.github.stockroom.persistence.PoolSettings;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Failures of connections and servers, and what callers hear of them. */
class DatabaseFailuresTest {

    private static final PoolSettings IMPATIENT = new PoolSettings(1, Duration.ofMillis(250), Duration.ofMillis(50));

    @Test
    @Timeout(10)
    void serverOutOfReachLacksCapacityButDoesNotKeepThePoolFromStarting() {
        DatabaseAddress nowhere = DatabaseAddress.postgres("localhost", 1, "none", "nobody", "secret");
        try (HikariDataSource pool = nowhere.pool(IMPATIENT)) {
            assertThat(new JdbcDatabaseCheck(pool).isWorking()).isFalse();
            assertThat(failure(pool, "select 1")).isEqualTo(Reason.CAPACITY);
        }
    }

    @Test
    @Timeout(10)
    void serverOutOfReachIsNotWaitedForByEveryCaller() {
        DatabaseAddress nowhere = DatabaseAddress.postgres("localhost", 1, "none", "nobody", "secret");
        try (HikariDataSource pool = nowhere.pool(PoolSettings.DEFAULT)) {
            Database database = new Database(pool);
            assertThatExceptionOfType(TemporarilyUnavailableException.class)
                    .isThrownBy(() -> query(database, "select 1"))
                    .withCauseInstanceOf(CannotGetJdbcConnectionException.class);

            assertThatExceptionOfType(TemporarilyUnavailableException.class)
                    .isThrownBy(() -> query(database, "select 1"))
                    .withNoCause();
        }
    }

    @Test
    void embeddedDatabaseThatCannotBeOpenedKeepsThePoolFromStarting(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("stockroom.mv.db"), "not a database".repeat(1_000));

        assertThatExceptionOfType(PoolInitializationException.class)
                .isThrownBy(() ->
                        DatabaseAddress.h2(directory).pool(PoolSettings.DEFAULT).close());
    }

    /** Connections and servers that fail. */
    @Nested
    @Tag("postgres")
    class OnPostgres {

        @RegisterExtension
        static final TestDatabase DATABASE = TestDatabases.postgres();

        @Test
        void connectionThatBreaksLacksCapacity() {
            try (HikariDataSource pool = DATABASE.address().pool(PoolSettings.DEFAULT)) {
                assertThat(failure(pool, "select pg_terminate_backend(pg_backend_pid())"))
                        .isEqualTo(Reason.CAPACITY);
                assertThat(new JdbcDatabaseCheck(pool).isWorking()).isTrue();
            }
        }

        @Test
        void connectionThatBreaksWithinATransactionLacksCapacity() {
            try (HikariDataSource pool = DATABASE.address().pool(PoolSettings.DEFAULT)) {
                Database database = new Database(pool);

                assertThat(reason(() ->
                                database.transaction(jdbc -> jdbc.sql("select pg_terminate_backend(pg_backend_pid())")
                                        .query()
                                        .listOfRows())))
                        .isEqualTo(Reason.CAPACITY);
                assertThat(new JdbcDatabaseCheck(pool).isWorking()).isTrue();
            }
        }

        /** The driver cannot tell it from a session that ends behind the commit. */
        @Test
        void commitInASessionThatEndedHasAnUnknownOutcome() {
            try (HikariDataSource pool = DATABASE.address().pool(PoolSettings.DEFAULT);
                    HikariDataSource others = DATABASE.address().pool(PoolSettings.DEFAULT)) {
                JdbcClient administrator = JdbcClient.create(others);

                assertThatExceptionOfType(OutcomeUnknownException.class)
                        .isThrownBy(() -> new Database(pool).transaction(jdbc -> {
                            int session = jdbc.sql("select pg_backend_pid()")
                                    .query(Integer.class)
                                    .single();
                            // Returns when the session has ended.
                            return administrator
                                    .sql("select pg_terminate_backend(?, 10000)")
                                    .param(session)
                                    .query(Boolean.class)
                                    .single();
                        }));
                assertThat(new JdbcDatabaseCheck(pool).isWorking()).isTrue();
            }
        }

        @Test
        void serverThatIsGoneLacksCapacity() {
            TestDatabase shortLived = TestDatabases.postgres();
            try (HikariDataSource pool = shortLived.address().pool(IMPATIENT)) {
                assertThat(new JdbcDatabaseCheck(pool).isWorking()).isTrue();
                shortLived.close();

                assertThat(new JdbcDatabaseCheck(pool).isWorking()).isFalse();
                assertThat(failure(pool, "select 1")).isEqualTo(Reason.CAPACITY);
            }
        }
    }
}
