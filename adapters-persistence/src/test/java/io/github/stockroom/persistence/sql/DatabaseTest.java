package io.github.stockroom.persistence.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.github.stockroom.application.AtOnce;
import io.github.stockroom.application.caller.CallerWatch;
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
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
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

        /** Each reads, then writes what it read plus one: without repetition most of them fail. */
        @Test
        @Timeout(60)
        void repeatsTransactionsThatCannotBeSerialized() throws Exception {
            TestDatabase serializable = TestDatabases.postgres();
            try (serializable) {
                serializable.jdbc().sql("create table counter(value int)").update();
                serializable.jdbc().sql("insert into counter values (0)").update();
                serializable
                        .jdbc()
                        .sql("do $$ begin execute format('alter database %I set default_transaction_isolation ="
                                + " serializable', current_database()); end $$")
                        .update();
                try (HikariDataSource pool = serializable.address().pool(PoolSettings.DEFAULT)) {
                    Database database = new Database(pool);
                    AtOnce.run(6, number -> {
                        for (int i = 0; i < 10; i++) {
                            database.transaction(jdbc -> {
                                int value = jdbc.sql("select value from counter")
                                        .query(Integer.class)
                                        .single();
                                return jdbc.sql("update counter set value = ?")
                                        .param(value + 1)
                                        .update();
                            });
                            database.change(jdbc -> jdbc.sql("update counter set value = value + 1")
                                    .update());
                        }
                        return null;
                    });
                }
                assertThat(serializable
                                .jdbc()
                                .sql("select value from counter")
                                .query(Integer.class)
                                .single())
                        .isEqualTo(120);
            }
        }

        @Test
        @Timeout(30)
        void repeatsTheTransactionThatADeadlockEnded() throws Exception {
            Database database = new Database(DATABASE.pool());
            database.<Integer>transaction(jdbc -> insert(jdbc, 1) + insert(jdbc, 2));
            var bothHaveOne = new CyclicBarrier(2);
            var attempts = new AtomicInteger();

            AtOnce.run(
                    2,
                    number -> database.<Integer>transaction(jdbc -> {
                        int first = lock(jdbc, 1 + number);
                        if (attempts.incrementAndGet() <= 2) {
                            await(bothHaveOne);
                        }
                        return first + lock(jdbc, 2 - number);
                    }));

            assertThat(attempts).hasValue(3);
        }

        @Test
        void transactionThatCanRunOnceOnlyIsNotRepeated() {
            Database database = new Database(DATABASE.pool());
            var attempts = new AtomicInteger();

            assertThat(reason(() -> database.transactionOnce(jdbc -> {
                        attempts.incrementAndGet();
                        return jdbc.sql("do $$ begin raise serialization_failure; end $$")
                                .update();
                    })))
                    .isEqualTo(Reason.CONFLICT);
            assertThat(attempts).hasValue(1);
        }

        private static int lock(JdbcClient jdbc, int id) {
            return jdbc.sql("select id from once where id = ? for update")
                    .param(id)
                    .query(Integer.class)
                    .single();
        }

        private static void await(CyclicBarrier barrier) {
            try {
                barrier.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IllegalStateException(e);
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

    /** Returns the reason for which the call is worth repeating. */
    private static Reason failure(HikariDataSource pool, String sql) {
        return reason(() -> query(new Database(pool), sql));
    }

    private static Reason reason(ThrowingCallable call) {
        return catchThrowableOfType(TemporarilyUnavailableException.class, call).reason();
    }

    private static void query(Database database, String sql) {
        database.queryWithCachedPlan(jdbc -> jdbc.sql(sql).query().listOfRows());
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
