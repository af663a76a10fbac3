package io.github.stockroom.persistence.sql;

import static io.github.stockroom.persistence.sql.FailedCalls.failure;
import static io.github.stockroom.persistence.sql.FailedCalls.query;
import static io.github.stockroom.persistence.sql.FailedCalls.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.zaxxer.hikari.HikariDataSource;
import io.github.stockroom.application.caller.CallerWatch;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import io.github.stockroom.persistence.PoolSettings;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseTest {

    private static final String SLOW = "select sum(n.x) from generate_series(1, 1000000000) n(x)";

    private static final PoolSettings PATIENT = new PoolSettings(1, Duration.ofMillis(250), Duration.ofMinutes(1));

    /** For tests that are about anything but the wait for a connection, which takes long on a busy machine. */
    private static final PoolSettings UNHURRIED = new PoolSettings(1, Duration.ofSeconds(10), Duration.ofMinutes(1));

    private static final PoolSettings IMPATIENT = new PoolSettings(1, Duration.ofMillis(250), Duration.ofMillis(50));

    @Nested
    class OnH2 extends Contract {

        @RegisterExtension
        static final TestDatabase DATABASE = TestDatabases.h2();

        @Override
        TestDatabase database() {
            return DATABASE;
        }

        @Override
        String runningSlow() {
            return "select count(*) from information_schema.sessions where executing_statement like '%1000000000%'"
                    + " and session_id <> session_id()";
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

        @Override
        String runningSlow() {
            return "select count(*) from pg_stat_activity where state = 'active' and query like '%1000000000%'"
                    + " and pid <> pg_backend_pid()";
        }

        /** A plan that is kept suits no values in particular. */
        @Test
        void keepsPlansButNotOfQueries() {
            try (HikariDataSource pool = DATABASE.address().pool(PoolSettings.DEFAULT.withMaxConnections(1))) {
                Database database = new Database(pool);
                for (int i = 0; i < 10; i++) {
                    int value = i;
                    database.queryWithCachedPlan(jdbc ->
                            jdbc.sql("select ? as kept").param(value).query().listOfRows());
                    database.queryWithFreshPlan(jdbc -> jdbc.sql("select ? as searched")
                            .param(value)
                            .query()
                            .listOfRows());
                    database.longTransaction(
                            false,
                            jdbc -> jdbc.sql("select ? as exported")
                                    .param(value)
                                    .query()
                                    .listOfRows());
                }
                assertThat(database.<List<String>>queryWithCachedPlan(jdbc -> jdbc.sql(
                                        "select statement from pg_prepared_statements where statement like '% as %'")
                                .query(String.class)
                                .list()))
                        .containsExactly("select $1 as kept");
            }
        }
    }

    abstract static class Contract {

        abstract TestDatabase database();

        /** Counts the connections that are running {@link #SLOW}. */
        abstract String runningSlow();

        @Test
        @Timeout(10)
        void exhaustedPoolLacksCapacity() throws SQLException {
            try (HikariDataSource pool = database().address().pool(IMPATIENT);
                    Connection taken = pool.getConnection()) {
                assertThat(taken.isClosed()).isFalse();

                assertThat(failure(pool, "select 1")).isEqualTo(Reason.CAPACITY);
                assertThat(reason(() -> new Database(pool).transaction(jdbc -> 1)))
                        .isEqualTo(Reason.CAPACITY);
                assertThat(new JdbcDatabaseCheck(pool).isWorking()).isFalse();
            }
        }

        @Test
        @Timeout(10)
        void slowStatementTimesOut() {
            try (HikariDataSource pool = database().address().pool(IMPATIENT)) {
                Database database = new Database(pool);

                assertThat(failure(pool, SLOW)).isEqualTo(Reason.TIMEOUT);
                assertThat(reason(() -> database.transaction(
                                jdbc -> jdbc.sql(SLOW).query().listOfRows())))
                        .isEqualTo(Reason.TIMEOUT);
                assertThat(new JdbcDatabaseCheck(pool).isWorking()).isTrue();
            }
        }

        @Test
        @Timeout(20)
        void longTransactionMayTakeLongerAndOnlyThat() {
            try (HikariDataSource pool = database().address().pool(IMPATIENT)) {
                Database database = new Database(pool);

                assertThat(database.<Long>longTransaction(
                                false,
                                jdbc -> jdbc.sql("select sum(n.x) from generate_series(1, 3000000) n(x)")
                                        .query(Long.class)
                                        .single()))
                        .isEqualTo(4_500_001_500_000L);
                assertThat(failure(pool, SLOW)).isEqualTo(Reason.TIMEOUT);
            }
        }

        @BeforeEach
        void createTable() {
            database()
                    .jdbc()
                    .sql("create table if not exists once(id int primary key)")
                    .update();
        }

        @Test
        void transactionStoresAll() {
            Database database = new Database(database().pool());

            int stored = database.transaction(jdbc -> {
                insert(jdbc, 1);
                database.queryWithCachedPlan(same -> insert(same, 2));
                return 3 + database.<Integer>transaction(same -> insert(same, 3));
            });

            assertThat(stored).isEqualTo(4);
            assertThat(ids()).containsExactly(1, 2, 3);
        }

        @Test
        @Timeout(10)
        void transactionNeedsOneConnectionHoweverMuchIsInIt() {
            try (HikariDataSource pool = database().address().pool(IMPATIENT)) {
                Database database = new Database(pool);

                int stored = database.transaction(jdbc -> database.<Integer>queryWithCachedPlan(same -> insert(same, 1))
                        + database.<Integer>transaction(same -> insert(same, 2))
                        + database.<Integer>longTransaction(false, same -> insert(same, 3)));

                assertThat(stored).isEqualTo(3);
            }
        }

        @Test
        @Timeout(10)
        void callersWaitInFrontOfThePool() throws Exception {
            try (HikariDataSource pool = database().address().pool(IMPATIENT)) {
                Database database = new Database(pool);
                var other = new FutureTask<>(() -> reason(() -> query(database, "select 1")));

                database.transaction(jdbc -> {
                    new Thread(other).start();
                    while (database.waiting() < 1) {
                        assertThat(other).isNotDone();
                    }
                    assertThat(pool.getHikariPoolMXBean().getThreadsAwaitingConnection())
                            .isZero();
                    await(other);
                    return 1;
                });

                assertThat(other.get()).isEqualTo(Reason.CAPACITY);
            }
        }

        @Test
        @Timeout(20)
        void cancelsLongWorkOfACallerThatHasGone() throws Exception {
            try (HikariDataSource pool = database().address().pool(UNHURRIED)) {
                var database = new Database(pool, LongWork.inPoolOf(1), this::goneOnceTheStatementRuns);

                assertThat(reason(() -> database.longQuery(
                                false, jdbc -> jdbc.sql(SLOW).query().listOfRows())))
                        .isEqualTo(Reason.ABANDONED);
                assertThat(reason(() -> database.longTransaction(
                                false, jdbc -> jdbc.sql(SLOW).query().listOfRows())))
                        .isEqualTo(Reason.ABANDONED);
                assertThat(database.<Integer>queryWithCachedPlan(jdbc ->
                                jdbc.sql("select 1").query(Integer.class).single()))
                        .isEqualTo(1);
            }
        }

        private CallerWatch.Watch goneOnceTheStatementRuns(Runnable cancel) {
            var watching = new Thread(() -> {
                while (database().jdbc().sql(runningSlow()).query(Integer.class).single() == 0) {
                    Thread.onSpinWait();
                }
                cancel.run();
            });
            watching.start();
            return () -> {};
        }

        @Test
        @Timeout(20)
        void cancelsLaterStatementsOfACallerThatHasGone() {
            CallerWatch gone = cancel -> {
                cancel.run();
                return () -> {};
            };
            var database = new Database(database().pool(), LongWork.inPoolOf(1), gone);

            assertThat(reason(() -> database.longQuery(
                            false, jdbc -> jdbc.sql("select 1").query().listOfRows())))
                    .isEqualTo(Reason.ABANDONED);
        }

        @Test
        void transactionThatFailsStoresNothing() {
            Database database = new Database(database().pool());

            assertThatExceptionOfType(DuplicateKeyException.class)
                    .isThrownBy(() -> database.transaction(jdbc -> {
                        insert(jdbc, 1);
                        database.queryWithCachedPlan(same -> insert(same, 2));
                        database.transaction(same -> insert(same, 3));
                        return insert(jdbc, 1);
                    }));
            assertThatIllegalStateException()
                    .isThrownBy(() -> database.transaction(jdbc -> {
                        insert(jdbc, 1);
                        throw new IllegalStateException();
                    }));

            assertThat(ids()).isEmpty();
            assertThat(database.<Integer>queryWithCachedPlan(jdbc -> insert(jdbc, 1)))
                    .isEqualTo(1);
        }

        @Test
        void otherFailuresStayWhatTheyAre() {
            Database database = new Database(database().pool());
            database().jdbc().sql("insert into once values (1)").update();

            assertThatExceptionOfType(BadSqlGrammarException.class)
                    .isThrownBy(() -> query(database, "select nothing from nowhere"));
            assertThatExceptionOfType(DuplicateKeyException.class)
                    .isThrownBy(() -> database.queryWithCachedPlan(
                            jdbc -> jdbc.sql("insert into once values (1)").update()));
        }

        private static void await(Future<?> other) {
            while (!other.isDone()) {
                Thread.onSpinWait();
            }
        }

        private List<Integer> ids() {
            return database()
                    .jdbc()
                    .sql("select id from once order by id")
                    .query(Integer.class)
                    .list();
        }

        static int insert(JdbcClient jdbc, int id) {
            return jdbc.sql("insert into once values (?)").param(id).update();
        }

        @Test
        void workingDatabaseChecksOut() {
            assertThat(new JdbcDatabaseCheck(database().pool()).isWorking()).isTrue();
        }
    }
}
