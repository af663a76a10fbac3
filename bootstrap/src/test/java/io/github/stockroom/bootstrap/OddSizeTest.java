package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.Reply;
import org.junit.jupiter.api.Test;

/** Bodies at and over 1 MiB, the most a record may have. */
class OddSizeTest extends OddCaseSuite {

    private static final int MAX = 1 << 20;

    @Test
    void takesABodyOfExactlyTheLimit() {
        Reply created = http.post(resource.path(), bodyOf(MAX));
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
    }

    @Test
    void refusesALongerBodyAndClosesTheConnection() {
        String count = count();
        try (RawHttp connection = RawHttp.to(service.port())) {
            connection.send(head("POST", resource.path(), "Content-Length: " + (MAX + 1)) + resource.body());
            assertTooLarge(connection); // without waiting for the rest
        }
        assertThat(count()).isEqualTo(count);
    }

    @Test
    void refusesALongerBodyOfAnyRecord() {
        Reply record = create();
        for (String method : new String[] {"PUT", "PATCH"}) {
            try (RawHttp connection = RawHttp.to(service.port())) {
                connection.send(head(method, resource.path(record.id()), "Content-Length: " + (MAX + 1)));
                assertTooLarge(connection);
            }
        }
        assertUnchanged(record);
    }

    @Test
    void refusesALongerChunkedBodyWhileReadingIt() {
        String count = count();
        byte[] body = bodyOf(MAX + 1).getBytes(UTF_8);
        try (RawHttp connection = RawHttp.to(service.port())) {
            connection.send(head("POST", resource.path(), "Transfer-Encoding: chunked"));
            connection
                    .send(Integer.toHexString(body.length) + "\r\n")
                    .send(body)
                    .send("\r\n");
            assertTooLarge(connection); // without waiting for the last chunk
        }
        assertThat(count()).isEqualTo(count);
    }

    @Test
    void aClientThatKeepsSendingReadsTheAnswerAndNoReset() {
        assertProblem(http.post(resource.path(), bodyOf(8 * MAX)), 413, "content-too-large");
    }

    @Test
    void takesAChunkedBody() {
        String body = resource.body();
        int half = body.length() / 2;
        try (RawHttp connection = RawHttp.to(service.port())) {
            connection.send(head("POST", resource.path(), "Transfer-Encoding: chunked") + chunk(body.substring(0, half))
                    + chunk(body.substring(half)) + "0\r\n\r\n");
            assertThat(connection.read().status()).isEqualTo(201);
        }
    }

    @Test
    void refusesTooLargeABodyBeforeItIsSent() {
        String path = resource.path(create().id());
        try (RawHttp connection = RawHttp.to(service.port())) {
            connection.send(head("PUT", path, "Content-Length: " + (MAX + 1), "Expect: 100-continue"));
            assertTooLarge(connection);
        }
    }

    @Test
    void asksForABodyThatIsNotTooLarge() {
        String body = resource.body();
        try (RawHttp connection = RawHttp.to(service.port())) {
            connection.send(head("POST", resource.path(), "Content-Length: " + body.length(), "Expect: 100-continue"));
            assertThat(connection.read().status()).isEqualTo(100);
            assertThat(connection.send(body).read().status()).isEqualTo(201);
        }
    }

    private static void assertTooLarge(RawHttp connection) {
        Reply refused = connection.read();
        assertProblem(refused, 413, "content-too-large");
        assertThat(refused.header("Connection")).isEqualTo("close");
        assertThat(connection.isClosedByServer()).isTrue();
    }

    private String bodyOf(int bytes) {
        String body = resource.body();
        return body + " ".repeat(bytes - body.length());
    }

    private String head(String method, String target, String... headers) {
        return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + String.join("\r\n", headers) + "\r\n\r\n";
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }
}
