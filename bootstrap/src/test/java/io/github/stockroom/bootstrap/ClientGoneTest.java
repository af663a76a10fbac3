package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.RunningService;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Long statements of clients that leave, or go on sending, while they run (docs/contract.md: Overload and outage). */
class ClientGoneTest {

    /** Far below the 25 seconds that an export may take, far above the quarter of a second between two looks. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final String WAITING = "select count(*) from pg_stat_activity"
            + " where datname = current_database() and wait_event_type = 'Lock' and query like '%products%'";

    private static RunningService service;

    private Connection blocker;

    @BeforeAll
    static void start() {
        service = RunningService.start(DatabaseKind.POSTGRESQL);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void blockReads() throws SQLException {
        blocker = service.database().getConnection();
        blocker.setAutoCommit(false);
        try (var statement = blocker.createStatement()) {
            statement.execute("lock table products in access exclusive mode");
        }
    }

    @AfterEach
    void letReadsGoOn() throws SQLException {
        blocker.rollback();
        blocker.close();
    }

    @Test
    void cancelsTheStatementOfAClientThatClosedItsConnection() {
        try (RawHttp client = RawHttp.to(service.port())) {
            client.send("GET /api/items?format=csv&q=zz HTTP/1.1\r\nHost: localhost\r\n\r\n");
            awaitWaiting(1);
        }
        long closed = System.nanoTime();
        awaitWaiting(0);
        assertThat(Duration.ofNanos(System.nanoTime() - closed)).isLessThan(SOON);
    }

    @Test
    void servesARequestThatCameWhileTheStatementRan() {
        try (RawHttp client = RawHttp.to(service.port())) {
            client.send("GET /api/items?q=zz HTTP/1.1\r\nHost: localhost\r\n\r\n");
            awaitWaiting(1);
            client.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(503); // the lock is not released in time
            assertThat(client.read().text()).isEqualTo("OK");
        }
    }

    private static void awaitWaiting(long statements) {
        JdbcClient jdbc = JdbcClient.create(service.database());
        while (jdbc.sql(WAITING).query(Long.class).single() != statements) {
            Thread.onSpinWait();
        }
    }
}
