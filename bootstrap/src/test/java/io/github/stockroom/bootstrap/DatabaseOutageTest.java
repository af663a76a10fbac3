package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.stockroom.application.AtOnce;
import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Eventually;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OwnDatabase;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.Relay;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database server that goes away under a running service, and comes back. */
class DatabaseOutageTest {

    private static final String CAPACITY = "https://iana.org/assignments/http-problem-types#temporary-reduced-capacity";

    /** More than there are connections. */
    private static final int CLIENTS = 30;

    /** One after the other would take half a minute. */
    private static final Duration TOGETHER = Duration.ofSeconds(10);

    private static final Duration RECOVERY = Duration.ofSeconds(10);

    /** The number of rows that a list reads from the database at a time. */
    private static final int PART_ROWS = 1_000;

    private static final long PART_BYTES = PART_ROWS * 32 * 6;

    private static Relay relay;
    private static RunningService service;

    private final Http http = service.http();
    private final Reply record = Products.create(http, "Apple", 7);
    private final String user = Tokens.createUser(http, "user");
    private final String token = Tokens.bearer(Tokens.access(http, user));

    @BeforeAll
    static void startService() throws IOException {
        OwnDatabase database = DatabaseKind.POSTGRESQL.create();
        Map<String, String> settings = new HashMap<>(database.settings());
        relay = new Relay(settings.get("DB_HOST"), Integer.parseInt(settings.get("DB_PORT")));
        settings.put("DB_HOST", "localhost");
        settings.put("DB_PORT", Integer.toString(relay.port()));
        service = RunningService.start(new OwnDatabase(settings, database.remove()));
    }

    @AfterAll
    static void stopService() throws IOException {
        service.close();
        relay.close();
    }

    @AfterEach
    void servesWhenTheServerIsBack() {
        relay.recover();
        Eventually.isTrue(
                "it serves", RECOVERY, () -> http.get(Products.path(record)).status() == 200);
        assertThat(http.get(Products.path(record)).text()).isEqualTo(record.text());
        assertThat(http.get("/auth/check_token", token).status()).isEqualTo(200);
        assertThat(http.get("/ht").status()).isEqualTo(200);
    }

    @Test
    void whatNeedsAServerThatIsGoneIsToComeAgain() {
        relay.hangUp();

        assertToComeAgain(http.get(Products.path(record)));
        assertToComeAgain(http.get(Products.PATH));
        assertToComeAgain(http.post(Products.PATH, Products.json("Pear", 8)));
        assertToComeAgain(http.post(Products.PATH, Products.json("Pear", 8), "Idempotency-Key: outage"));
        assertToComeAgain(http.put(Products.path(record), Products.json("Pear", 8)));
        assertToComeAgain(http.delete(Products.path(record)));
        assertToComeAgain(http.get("/auth/check_token", token));
        assertToComeAgain(http.post("/api/token", Tokens.credentials(user, Tokens.PASSWORD)));
    }

    /** However it is sent, half a list must not look like a whole one. */
    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1", "HTTP/1.1\r\nAccept-Encoding: gzip", "HTTP/1.0"})
    void breaksOffAListThatItCannotFinish(String protocol) {
        fillProducts();
        String id = UUID.randomUUID().toString();
        var log = new ListAppender<ILoggingEvent>();
        Logger logger = (Logger) LoggerFactory.getLogger("io.github.stockroom.rest");
        Level level = logger.getLevel();
        log.start();
        logger.setLevel(Level.WARN);
        logger.addAppender(log);
        relay.hangUpAfter(3 * PART_BYTES / 2);
        try (RawHttp client = RawHttp.to(service.port())) {
            client.send("GET " + Products.PATH + " " + protocol + "\r\nHost: localhost\r\nX-Request-Id: " + id
                    + "\r\n\r\n");

            assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(client::read);
        } finally {
            logger.detachAppender(log);
            logger.setLevel(level);
        }
        assertThat(log.list)
                .filteredOn(event -> event.getFormattedMessage().contains(id))
                .singleElement()
                .returns(null, ILoggingEvent::getThrowableProxy);
    }

    @Test
    void onlyReadinessSuffersFromAServerThatIsGone() {
        relay.hangUp();

        assertThat(http.get("/ht").status()).isEqualTo(500);
        assertThat(http.get("/actuator/health/readiness").status()).isEqualTo(503);
        assertThat(http.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(http.get("/healthz").status()).isEqualTo(200);
    }

    @Test
    void nobodyWaitsForOthersWhileTheServerIsSilent() throws Exception {
        relay.fallSilent();

        AtOnce.Numbered<Reply> signedIn = client -> http.get("/auth/check_token", token);
        AtOnce.Numbered<Reply> anonymous = client -> http.get(Products.path(record));
        for (AtOnce.Numbered<Reply> request : List.of(signedIn, anonymous)) {
            long start = System.nanoTime();
            assertThat(AtOnce.run(CLIENTS, request)).allSatisfy(DatabaseOutageTest::assertToComeAgain);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TOGETHER);
        }
    }

    /** More products than are read at a time. */
    private static void fillProducts() {
        JdbcClient jdbc = JdbcClient.create(service.database());
        for (int rows = 0; rows < 3 * PART_ROWS; rows += 200) { // a machine under load does not get far within 3 s
            jdbc.sql("""
                            insert into products (version, product, product_folded, product_order, price)
                            select 1, repeat(md5(n::text), 6), repeat(md5(n::text), 6),
                                repeat(md5(n::text), 6) || chr(1) || repeat(md5(n::text), 6), n from generate_series(1, 200) n
                            where (select count(*) from products) < ?""").param(3 * PART_ROWS).update();
        }
    }

    private static void assertToComeAgain(Reply reply) {
        var problem = assertProblem(reply, 503);
        assertThat(problem.required("type").stringValue()).isEqualTo(CAPACITY);
        assertThat(reply.header("Retry-After")).isEqualTo("1");
    }
}
