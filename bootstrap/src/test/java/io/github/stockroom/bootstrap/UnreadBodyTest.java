package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.SampleRecords;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A body that the answer does not depend on costs the client neither the answer nor its connection. */
class UnreadBodyTest {

    private static final String REFUSED = "PUT /api/v1/users/auth/user";

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(DatabaseKind.H2);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        REFUSED + ", 401",
        "PUT /no/such/path, 404",
        "DELETE {records}/00000000-0000-0000-0000-000000000000, 404",
        "DELETE {records}, 405",
        "GET {records}?filter=odd, 400",
        "GET {records}, 200",
        "GET {records}/stream, 404",
        "OPTIONS {records}, 200"
    })
    void theConnectionTakesTheNextRequestThoughTheBodyCameAfterTheAnswer(String request, int status) {
        try (RawHttp connection = RawHttp.to(service.port())) {
            Reply answer = connection
                    .send(head(request.replace("{records}", SampleRecords.PATH), "Content-Length: 2"))
                    .read();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.headers()).doesNotContainKey("Connection");
            assertThat(connection
                            .send("{}" + head("GET " + SampleRecords.PATH + "?limit=1", "Content-Length: 0"))
                            .read()
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aChunkedBodyLikewise() {
        try (RawHttp connection = RawHttp.to(service.port())) {
            Reply answer =
                    connection.send(head(REFUSED, "Transfer-Encoding: chunked")).read();
            assertThat(answer.status()).isEqualTo(401);
            connection.send(
                    "2\r\n{}\r\n0\r\n\r\n" + head("GET " + SampleRecords.PATH + "?limit=1", "Content-Length: 0"));
            assertThat(connection.read().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 100-continue", "100000000,"})
    void aBodyThatIsNotAwaitedClosesTheConnectionAndTheAnswerSaysSo(String length, String expectation) {
        try (RawHttp connection = RawHttp.to(service.port())) {
            String expect = expectation == null ? "X-Expect: nothing" : "Expect: " + expectation;
            Reply answer = connection
                    .send(head(REFUSED, "Content-Length: " + length, expect))
                    .read();
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("Connection")).isEqualTo("close");
        }
    }

    @Test
    void takesInABodyThatWasSentWithoutWaitingForTheContinue() {
        int length = 3_000_000;
        try (RawHttp connection = RawHttp.to(service.port())) {
            Reply answer = connection
                    .send(head(REFUSED, "Content-Length: " + length, "Expect: 100-continue") + "x".repeat(length))
                    .read();
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.headers()).doesNotContainKey("Connection");
            connection.send(head("GET " + SampleRecords.PATH + "?limit=1", "Content-Length: 0"));
            assertThat(connection.read().status()).isEqualTo(200);
        }
    }

    @Test
    void brokenFramingAfterTheAnswerEndsTheConnection() {
        try (RawHttp connection = RawHttp.to(service.port())) {
            Reply answer =
                    connection.send(head(REFUSED, "Transfer-Encoding: chunked")).read();
            assertThat(answer.status()).isEqualTo(401);
            assertThat(connection.send("no chunk\r\n").isClosedByServer()).isTrue();
        }
    }

    private static String head(String request, String... headers) {
        return request + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + String.join("\r\n", headers) + "\r\n\r\n";
    }
}
