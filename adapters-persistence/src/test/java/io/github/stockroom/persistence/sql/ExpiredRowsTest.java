package io.github.stockroom.persistence.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.github.stockroom.persistence.PoolSettings;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.BadSqlGrammarException;

class ExpiredRowsTest {

    private static final Instant TIME = Instant.parse("2026-01-31T12:00:00.123456Z");
    private static final PoolSettings IMPATIENT =
            new PoolSettings(1, Duration.ofMillis(250), PoolSettings.DEFAULT.statementTimeout());

    @Nested
    class OnH2 extends Contract {

        @RegisterExtension
        static final TestDatabase DATABASE = TestDatabases.h2();

        @Override
        TestDatabase database() {
            return DATABASE;
        }
    }

    @Nested
    @Tag("postgres")
    class OnPostgres extends Contract {

        @RegisterExtension
        static final TestDatabase DATABASE = TestDatabases.postgres();

        @Override
        TestDatabase database() {
            return DATABASE;
        }
    }

    abstract static class Contract {

        abstract TestDatabase database();

        @BeforeEach
        void createTable() {
            database().jdbc().sql("""
                            create table if not exists notes (
                                id uuid primary key,
                                expires timestamp(6) with time zone not null)""").update();
        }

        @Test
        void takesWhatHasHadItsTimeAndNothingElse() {
            UUID later = insert(TIME.plusNanos(1_000));
            insert(TIME);
            insert(TIME.minusSeconds(1));

            expiredRows(database().pool()).removeSome(TIME);

            assertThat(ids()).containsExactly(later);
        }

        @Test
        void takesTheOldestHundred() {
            UUID youngest = insert(TIME);
            for (int i = 1; i <= 100; i++) {
                insert(TIME.minusSeconds(i));
            }

            expiredRows(database().pool()).removeSome(TIME);

            assertThat(ids()).containsExactly(youngest);
        }

        @Test
        @Timeout(1)
        void leavesWhatSomebodyElseWorksOnAndDoesNotWait() throws SQLException {
            UUID locked = insert(TIME);
            insert(TIME);
            try (Connection other = database().pool().getConnection()) {
                other.setAutoCommit(false);
                try (var statement = other.prepareStatement("select id from notes where id = ? for update")) {
                    statement.setObject(1, locked);
                    assertThat(statement.executeQuery().next()).isTrue();

                    expiredRows(database().pool()).removeSome(TIME);
                    assertThat(ids()).containsExactly(locked);
                }
                other.rollback();
            }
            expiredRows(database().pool()).removeSome(TIME);
            assertThat(ids()).isEmpty();
        }

        @Test
        void databaseThatDoesNotAnswerIsNoFailure() throws SQLException {
            UUID left = insert(TIME);
            try (HikariDataSource pool = database().address().pool(IMPATIENT);
                    Connection taken = pool.getConnection()) {
                assertThat(taken.isClosed()).isFalse();

                expiredRows(pool).removeSome(TIME);
            }
            assertThat(ids()).containsExactly(left);
        }

        @Test
        void otherFailuresAreNotHidden() {
            ExpiredRows wrong = new ExpiredRows(new Database(database().pool()), "notes", "no_column");

            assertThatExceptionOfType(BadSqlGrammarException.class).isThrownBy(() -> wrong.removeSome(TIME));
        }

        private static ExpiredRows expiredRows(HikariDataSource pool) {
            return new ExpiredRows(new Database(pool), "notes", "expires");
        }

        private UUID insert(Instant expires) {
            UUID id = UUID.randomUUID();
            database()
                    .jdbc()
                    .sql("insert into notes values (?, ?)")
                    .params(id, Sql.parameter(expires))
                    .update();
            return id;
        }

        private List<UUID> ids() {
            return database()
                    .jdbc()
                    .sql("select id from notes")
                    .query(UUID.class)
                    .list();
        }
    }
}
