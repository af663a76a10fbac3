package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Eventually;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OwnDatabase;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.Relay;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Connections to PostgreSQL that break while a statement or a commit is under way. A lock that the test holds keeps the
 * server at it for as long as the test needs to break the connection.
 */
class BrokenConnectionTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    /** Held by the test; a commit that stored products waits for it. */
    private static final long COMMITS = 4_711;

    private static OwnDatabase database;
    private static Relay relay;
    private static RunningService service;

    private final Http http = service.http();
    private final String name = UUID.randomUUID().toString();

    @BeforeAll
    static void startService() throws IOException, SQLException {
        database = DatabaseKind.POSTGRESQL.create();
        Map<String, String> settings = new HashMap<>(database.settings());
        relay = new Relay(settings.get("DB_HOST"), Integer.parseInt(settings.get("DB_PORT")));
        settings.put("DB_HOST", "localhost");
        settings.put("DB_PORT", Integer.toString(relay.port()));
        service = RunningService.start(new OwnDatabase(settings, database.remove()));
        try (Connection connection = database.connect()) {
            JdbcClient jdbc = jdbc(connection);
            jdbc.sql("create function wait_to_commit() returns trigger language plpgsql as"
                            + " $$ begin perform pg_advisory_xact_lock_shared(" + COMMITS + "); return null; end $$")
                    .update();
            jdbc.sql("create constraint trigger wait_to_commit after insert on products deferrable initially deferred"
                            + " for each row execute function wait_to_commit()")
                    .update();
        }
    }

    @AfterAll
    static void stopService() throws IOException {
        service.close();
        relay.close();
    }

    /**
     * Leaves no connection in the pool that the relay has closed, and the circuit breaker closed: both would answer the
     * next request.
     */
    @AfterEach
    void servesAgain() {
        relay.recover();
        ((HikariDataSource) service.database()).getHikariPoolMXBean().softEvictConnections();
        Eventually.isTrue(
                "it serves", SOON, () -> http.get(Products.PATH + "?limit=1").status() == 200);
    }

    @Test
    void insertThatTheServerEndsHasAnUnknownOutcome() throws Exception {
        Reply reply = terminatedAtWork(() -> http.post(Products.PATH, Products.json(name, 7)));

        assertProblem(reply, 503, "outcome-unknown");
        assertThat(reply.has("Retry-After")).isFalse();
    }

    @Test
    void insertUnderAKeyThatTheServerEndsIsToComeAgain() throws Exception {
        assertToComeAgain(terminatedAtWork(() -> http.post(Products.PATH, Products.json(name, 7), key())));
    }

    @Test
    void bulkInsertThatTheServerEndsIsToComeAgain() throws Exception {
        String rows = "[" + Products.json(name, 7) + "]";
        assertToComeAgain(terminatedAtWork(() -> http.post(Products.PATH, rows)));
        assertToComeAgain(terminatedAtWork(() -> http.post(Products.PATH, rows, key())));
    }

    @Test
    void changesThatTheServerEndsMayBeRepeated() throws Exception {
        Reply record = Products.create(http, name, 7);
        assertMayBeRepeated(terminatedAtWork(() -> http.put(Products.path(record), Products.json(name, 8))));
        assertMayBeRepeated(terminatedAtWork(() -> http.delete(Products.path(record))));
    }

    @Test
    void logOutThatTheServerEndsIsToComeAgain() throws Exception {
        String token = Tokens.bearer(Tokens.access(http, Tokens.createUser(http, "user")));
        assertToComeAgain(terminatedAt("accounts", () -> http.post("/api/v1/users/auth/logout", "", token)));
    }

    @Test
    void transactionWhoseConnectionBreaksBeforeTheCommitIsToComeAgain() throws Exception {
        String rows = "[" + Products.json(name, 7) + "]";
        assertToComeAgain(hungUpAtWork(() -> http.post(Products.PATH, rows)));
        assertToComeAgain(hungUpAtWork(() -> http.post(Products.PATH, Products.json(name, 7), key())));
    }

    @Test
    void insertThatWasStoredUnheardHasAnUnknownOutcome() throws Exception {
        Reply reply = unheard(() -> http.post(Products.PATH, Products.json(name, 7)));

        assertProblem(reply, 503, "outcome-unknown");
        assertThat(reply.has("Retry-After")).isFalse();
    }

    @Test
    void bulkInsertThatWasStoredUnheardHasAnUnknownOutcome() throws Exception {
        Reply reply = unheard(() -> http.post(Products.PATH, "[" + Products.json(name, 7) + "]"));

        assertProblem(reply, 503, "outcome-unknown");
        assertThat(reply.has("Retry-After")).isFalse();
    }

    @Test
    void insertUnderAKeyThatWasStoredUnheardMayBeRepeated() throws Exception {
        String key = key();
        Reply reply = unheard(() -> http.post(Products.PATH, Products.json(name, 7), key));

        assertMayBeRepeated(reply);
        relay.recover();
        Reply repeated = Eventually.get("it serves", SOON, () -> {
            Reply next = http.post(Products.PATH, Products.json(name, 7), key);
            return next.status() == 503 ? null : next;
        });
        assertThat(repeated.status()).isEqualTo(201);
        assertThat(repeated.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void repetitionWhoseStoredResponseCannotBeReadIsNoReplay() throws Exception {
        String key = key();
        assertThat(http.post(Products.PATH, Products.json(name, 7), key).status())
                .isEqualTo(201);
        try (Connection lock = database.connect()) {
            lock.setAutoCommit(false);
            jdbc(lock)
                    .sql("lock table idempotent_reply_parts in access exclusive mode")
                    .update();

            Reply refused = http.post(Products.PATH, Products.json(name, 7), key);

            assertToComeAgain(refused);
            assertThat(refused.has("Idempotency-Replayed")).isFalse();
            assertThat(refused.has("Location")).isFalse();
        }
        assertThat(http.post(Products.PATH, Products.json(name, 7), key).header("Idempotency-Replayed"))
                .isEqualTo("true");
    }

    @Test
    void changesThatWereMadeUnheardMayBeRepeated() throws Exception {
        Reply record = Products.create(http, name, 7);
        String path = Products.path(record);
        String ifMatch = "If-Match: " + record.header("ETag");

        assertMayBeRepeated(unheardAt("products", () -> http.put(path, Products.json(name, 8), ifMatch), "price = 8"));
        relay.recover();
        Eventually.isTrue("it serves", SOON, () -> http.get(path).status() == 200);
        assertProblem(http.put(path, Products.json(name, 8), ifMatch), 412);
        assertMayBeRepeated(unheardAt("products", () -> http.put(path, Products.json(name, 9)), "price = 9"));
    }

    @Test
    void readThatBreaksIsToComeAgain() throws Exception {
        try (Connection lock = database.connect()) {
            lock.setAutoCommit(false);
            jdbc(lock).sql("lock table products in access exclusive mode").update();
            var reply = CompletableFuture.supplyAsync(() -> http.get(Products.PATH + "/1"));
            waitForTheServer();
            relay.hangUp();
            assertToComeAgain(reply.get());
        }
    }

    private static void assertToComeAgain(Reply reply) {
        assertProblem(reply, 503, "temporary-reduced-capacity");
        assertThat(reply.header("Retry-After")).isEqualTo("1");
    }

    private static void assertMayBeRepeated(Reply reply) {
        var problem = assertProblem(reply, 503, "outcome-unknown");
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(problem.required("detail").stringValue()).contains("safe");
    }

    private static String key() {
        return "Idempotency-Key: " + UUID.randomUUID();
    }

    private static Reply terminatedAtWork(Supplier<Reply> request) throws Exception {
        return terminatedAt("products", request);
    }

    /** The server ends the connection, and says so, while a statement waits for this table. */
    private static Reply terminatedAt(String table, Supplier<Reply> request) throws Exception {
        try (Connection lock = database.connect()) {
            lock.setAutoCommit(false);
            jdbc(lock).sql("lock table " + table + " in share mode").update();
            var reply = CompletableFuture.supplyAsync(request);
            int waiting = waitForTheServer();
            jdbc(lock)
                    .sql("select pg_terminate_backend(?)")
                    .param(waiting)
                    .query()
                    .singleValue();
            return reply.get();
        }
    }

    /** The network ends the connection while a statement waits. */
    private Reply hungUpAtWork(Supplier<Reply> request) throws Exception {
        try (Connection lock = database.connect()) {
            lock.setAutoCommit(false);
            jdbc(lock).sql("lock table products in share mode").update();
            var reply = CompletableFuture.supplyAsync(request);
            waitForTheServer();
            relay.hangUp();
            return reply.get();
        } finally {
            servesAgain();
        }
    }

    /** The product is stored, but the connection breaks before the service hears of it. */
    private Reply unheard(Supplier<Reply> request) throws Exception {
        try (Connection lock = database.connect()) {
            jdbc(lock).sql("select pg_advisory_lock(" + COMMITS + ")").query().singleValue();
            var reply = CompletableFuture.supplyAsync(request);
            waitForTheServer();
            relay.swallowAnswers();
            jdbc(lock).sql("select pg_advisory_unlock(" + COMMITS + ")").query().singleValue();
            Eventually.isTrue("it is stored", SOON, () -> stored() == 1);
            relay.hangUp();
            return reply.get();
        }
    }

    private Reply unheardAt(String table, Supplier<Reply> request, String stored) throws Exception {
        try (Connection lock = database.connect()) {
            lock.setAutoCommit(false);
            jdbc(lock).sql("lock table " + table + " in share mode").update();
            var reply = CompletableFuture.supplyAsync(request);
            waitForTheServer();
            relay.swallowAnswers();
            lock.rollback();
            Eventually.isTrue("it is stored", SOON, () -> stored(stored) == 1);
            relay.hangUp();
            return reply.get();
        }
    }

    private long stored() {
        return stored("price = 7");
    }

    private long stored(String condition) {
        try (Connection connection = database.connect()) {
            return jdbc(connection)
                    .sql("select count(*) from products where product = ? and " + condition)
                    .param(name)
                    .query(Long.class)
                    .single();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return the process of the server in which a statement of the service waits for a lock */
    private static int waitForTheServer() throws SQLException {
        try (Connection connection = database.connect()) {
            JdbcClient jdbc = jdbc(connection);
            return Eventually.get(
                    "the server waits",
                    SOON,
                    () -> jdbc.sql("select pid from pg_stat_activity"
                                    + " where datname = current_database() and wait_event_type = 'Lock'")
                            .query(Integer.class)
                            .optional()
                            .orElse(null));
        }
    }

    private static JdbcClient jdbc(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    /** Past the relay. */
}
