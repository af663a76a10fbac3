package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.ProductRows;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One client that keeps more requests waiting than the server has threads. */
class SlowClientTest {

    private static final int THREADS = 20;
    private static final String OTHER = "X-Forwarded-For: 203.0.113.9";

    private final RunningService service = RunningService.start(
            DatabaseKind.H2, "server.jetty.threads.max=" + THREADS, "stockroom.trusted-proxies=127.0.0.1");
    private final Deque<RawHttp> connections = new ArrayDeque<>();

    @AfterEach
    void stop() {
        connections.forEach(RawHttp::close);
        service.close();
    }

    @Test
    void bodiesThatDoNotComeStopNobodyElse() {
        for (int i = 0; i < 2 * THREADS; i++) {
            connections.add(RawHttp.to(service.port()).send("""
                    POST /api/items HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Content-Length: 100\r
                    \r
                    {"""));
        }

        assertThat(service.http().get("/healthz", OTHER).status()).isEqualTo(200);
        assertThat(service.http()
                        .post(Products.PATH, Products.json("Apple", 7), OTHER)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void answersThatNobodyReadsStopNobodyElse() {
        ProductRows.in(service, 25_000, row -> "x".repeat(190) + row);
        for (int i = 0; i < 2 * THREADS; i++) {
            connections.add(
                    RawHttp.slowlyTo(service.port()).send("GET /api/items HTTP/1.0\r\nHost: localhost\r\n\r\n"));
        }

        assertThat(service.http().get("/healthz", OTHER).status()).isEqualTo(200);
        assertThat(service.http().get(Products.PATH + "?limit=1", OTHER).status())
                .isEqualTo(200);
    }

    @Test
    void whoWaitsForAThreadGetsAnAnswerInTheEnd() {
        for (int i = 0; i < THREADS; i++) {
            connections.add(RawHttp.to(service.port()).send("""
                    POST /api/items HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Content-Length: 32\r
                    \r
                    {"product":"Slow","""));
        }

        connections.forEach(connection -> connection.send("\"price\":12345}"));

        for (RawHttp connection : connections) {
            Reply created = connection.read();
            assertThat(created.status()).as(created.toString()).isEqualTo(201);
        }
    }

    /** The request passes all checks twice: before its body is there, and after. */
    @Test
    void aBodyThatComesLaterIsTakenFromACallerWithATokenOnAPathWithASlash() {
        String token = Tokens.admin(service.http());
        RawHttp connection = RawHttp.to(service.port());
        connections.add(connection);
        connection.send("POST /api/v1/movie/ HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: slow-1\r\n"
                + "Authorization: Bearer " + token + "\r\nContent-Type: application/json\r\n"
                + "Content-Length: 29\r\n\r\n");
        assertThat(service.http().get("/healthz", OTHER).status()).isEqualTo(200);

        Reply created = connection.send("{\"title\":\"Heat\",\"year\":1995} ").read();

        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        assertThat(created.header("X-Request-Id")).isEqualTo("slow-1");
        assertThat(connection
                        .send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .read()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void checksThatNeedNoBodyAreAnsweredBeforeItComes() {
        assertThat(RawHttp.to(service.port())
                        .send("POST /api/v1/movie HTTP/1.1\r\nHost: localhost\r\n"
                                + "Content-Type: application/json\r\nContent-Length: 30\r\n\r\n")
                        .read()
                        .status())
                .isEqualTo(401);
    }
}
