package io.github.stockroom.persistence.sql;

import static io.github.stockroom.persistence.sql.FailedCalls.reason;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.stockroom.application.AtOnce;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import io.github.stockroom.persistence.PoolSettings;
import io.github.stockroom.persistence.testing.TestDatabase;
import io.github.stockroom.persistence.testing.TestDatabases;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Transactions that cannot be serialized with others, or that a deadlock ended. */
@Tag("postgres")
class DatabaseConflictsTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabases.postgres();

    @BeforeAll
    static void createTable() {
        DATABASE.jdbc().sql("create table once(id int primary key)").update();
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
                        database.change(jdbc ->
                                jdbc.sql("update counter set value = value + 1").update());
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
        database.<Integer>transaction(
                jdbc -> jdbc.sql("insert into once values (1), (2)").update());
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
}
