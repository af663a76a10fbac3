package io.github.stockroom.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.persistence.schema.Migrations;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.testing.PooledPostgres;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A pooler in transaction mode between the service and PostgreSQL. */
@Tag("postgres")
class PoolerTest {

    @RegisterExtension
    static final PooledPostgres POOLED = new PooledPostgres();

    @Test
    void poolerIsNoticedWhereNoneIsExpected() {
        assertThat(address(POOLED.port(), Pooler.NONE).isBehindUnexpectedPooler())
                .isTrue();
        assertThat(address(POOLED.serverPort(), Pooler.NONE).isBehindUnexpectedPooler())
                .isFalse();
        assertThat(address(POOLED.port(), Pooler.TRANSACTION).isBehindUnexpectedPooler())
                .isFalse();
    }

    @Test
    void serverOutOfReachIsNoPooler() {
        assertThatExceptionOfType(TemporarilyUnavailableException.class)
                .isThrownBy(() -> address(1, Pooler.NONE).isBehindUnexpectedPooler());
    }

    @Test
    void noStatementStaysPreparedInASession() {
        try (HikariDataSource pool = pool()) {
            Database database = new Database(pool);
            for (int i = 0; i < 20; i++) {
                number(database, "select 7");
                database.transaction(
                        jdbc -> jdbc.sql("select ?").param(7).query().singleValue());
            }
            assertThat(number(database, "select count(*) from pg_prepared_statements"))
                    .isZero();
        }
    }

    @Test
    void timeOutsHoldForStatementsAndLeakToNoOtherClient() {
        try (HikariDataSource pool = pool()) {
            Database database = new Database(pool);

            assertThat(setting(database, "statement_timeout")).isEqualTo("3s");
            assertThat(setting(database, "lock_timeout")).isEqualTo("2s");
            String extended = database.longTransaction(
                    false,
                    jdbc -> jdbc.sql("show statement_timeout")
                            .query(String.class)
                            .single());
            assertThat(extended).isEqualTo("25s");
            assertThat(other("show statement_timeout")).isEqualTo("0");
            assertThat(other("show lock_timeout")).isEqualTo("0");
        }
    }

    @Test
    void migrationLeavesNoLockBehind() {
        DatabaseAddress address = address(POOLED.port(), Pooler.TRANSACTION);

        address.changeSchema(database -> new Migrations(database).apply());

        assertThat(new Migrations(address.direct()).isBehind()).isFalse();
        assertThat(other("select count(*)::text from pg_locks where locktype = 'advisory'"))
                .isEqualTo("0");
    }

    private static HikariDataSource pool() {
        return address(POOLED.port(), Pooler.TRANSACTION).pool(PoolSettings.DEFAULT.withMaxConnections(3));
    }

    private static long number(Database database, String query) {
        return database.<Long>queryWithCachedPlan(
                jdbc -> jdbc.sql(query).query(Long.class).single());
    }

    private static String setting(Database database, String name) {
        return database.queryWithCachedPlan(
                jdbc -> jdbc.sql("show " + name).query(String.class).single());
    }

    /**
     * Returns the result for another client of the pooler. There is one session only, unless two clients were in a
     * transaction at once.
     */
    private static String other(String query) {
        return JdbcClient.create(address(POOLED.port(), Pooler.NONE).direct())
                .sql(query)
                .query(String.class)
                .single();
    }

    private static DatabaseAddress address(int port, Pooler kind) {
        return DatabaseAddress.postgres(
                PostgresHosts.parse("localhost", port), "postgres", "postgres", () -> "postgres", Tls.PREFERRED, kind);
    }
}
