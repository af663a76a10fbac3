package io.github.stockroom.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.sql.JdbcDatabaseCheck;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two servers, one of which takes writes; the other one is set to be read-only, as a standby is. */
@Tag("postgres")
@Timeout(60)
class FailOverTest {

    private static final String LEADER = "select setting from pg_settings where name = 'port'";

    private EmbeddedPostgres primary;
    private EmbeddedPostgres standby;
    private HikariDataSource pool;
    private Database database;

    @BeforeEach
    void startServers() throws IOException, SQLException {
        standby = EmbeddedPostgres.start();
        setReadOnly(standby, "on");
        primary = EmbeddedPostgres.start();
        pool = DatabaseAddress.postgres(
                        "localhost:" + standby.getPort() + ",localhost:" + primary.getPort(),
                        1,
                        "postgres",
                        "postgres",
                        "postgres")
                .pool(PoolSettings.DEFAULT.withMaxConnections(3));
        database = new Database(pool);
    }

    @AfterEach
    void stopServers() throws IOException {
        pool.close();
        primary.close();
        standby.close();
    }

    @Test
    void connectsToTheServerThatTakesWrites() {
        assertThat(leader()).isEqualTo(primary.getPort());
    }

    @Test
    void followsAFailOver() throws Exception {
        assertThat(leader()).isEqualTo(primary.getPort());

        primary.close();
        assertThat(new JdbcDatabaseCheck(pool).isWorking()).isFalse();
        setReadOnly(standby, "off");

        int leader = leaderAgain();
        assertThat(leader).isEqualTo(standby.getPort());
        assertThat(new JdbcDatabaseCheck(pool).isWorking()).isTrue();
    }

    @Test
    void leavesAServerThatBecameReadOnly() throws Exception {
        assertThat(leader()).isEqualTo(primary.getPort());

        setReadOnly(primary, "on");
        setReadOnly(standby, "off");
        write("create table if not exists written(id int)");

        assertThat(leader()).isEqualTo(standby.getPort());
    }

    @Test
    void writeOnAReadOnlyConnectionIsToComeAgainAndTheConnectionIsThrownOut() {
        try (HikariDataSource one = onlyPrimary()) {
            Database onOne = new Database(one);
            onOne.queryWithCachedPlan(jdbc -> jdbc.sql("set session characteristics as transaction read only")
                    .update());

            assertThatExceptionOfType(TemporarilyUnavailableException.class)
                    .isThrownBy(() -> onOne.change(
                            jdbc -> jdbc.sql("create table refused(id int)").update()))
                    .returns(Reason.CAPACITY, TemporarilyUnavailableException::reason);
            onOne.<Integer>change(jdbc -> jdbc.sql("create table taken(id int)").update());
        }
    }

    @Test
    void readinessTellsOfAReadOnlyConnectionAndThrowsItOut() {
        try (HikariDataSource one = onlyPrimary()) {
            new Database(one)
                    .queryWithCachedPlan(jdbc -> jdbc.sql("set session characteristics as transaction read only")
                            .update());

            assertThat(new JdbcDatabaseCheck(one).isWorking()).isFalse();
            assertThat(new JdbcDatabaseCheck(one).isWorking()).isTrue();
        }
    }

    private HikariDataSource onlyPrimary() {
        return DatabaseAddress.postgres("localhost", primary.getPort(), "postgres", "postgres", "postgres")
                .pool(PoolSettings.DEFAULT.withMaxConnections(1));
    }

    private int leader() {
        return database.<Integer>queryWithCachedPlan(
                jdbc -> jdbc.sql(LEADER).query(Integer.class).single());
    }

    private int leaderAgain() throws InterruptedException {
        while (true) {
            try {
                return leader();
            } catch (TemporarilyUnavailableException e) {
                Thread.sleep(20);
            }
        }
    }

    /** Refused by each connection that leads to a server that became read-only, and by none twice. */
    private void write(String statement) {
        int refusals = 0;
        while (true) {
            try {
                database.change(jdbc -> jdbc.sql(statement).update());
                return;
            } catch (TemporarilyUnavailableException e) {
                assertThat(e.reason()).isEqualTo(Reason.CAPACITY);
                assertThat(++refusals).isLessThanOrEqualTo(3);
            }
        }
    }

    private static void setReadOnly(EmbeddedPostgres server, String value) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set default_transaction_read_only = off");
            statement.execute("alter system set default_transaction_read_only = " + value);
            statement.execute("select pg_reload_conf()");
        }
    }
}
