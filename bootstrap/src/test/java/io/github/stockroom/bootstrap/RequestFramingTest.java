package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.SampleRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Requests whose end two readers could see in different places are refused, and their connections are closed. */
class RequestFramingTest {

    private static final String BODY = "2\r\n{}\r\n0\r\n\r\n";

    private final RunningService service = DatabaseKind.H2.service();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: chunked, gzip",
                "Transfer-Encoding: identity, chunked",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked;a=b",
                "Transfer-Encoding: \"chunked\"",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding:\u000bchunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 2",
                "Content-Length: 2\r\nContent-Length: 3",
                "Content-Length: 2, 2",
                "Content-Length: +2",
                "Content-Length: 0x2",
                "Content-Length: -2",
                "Transfer-Encoding: chunked\nX: y",
                "X: y\nTransfer-Encoding: chunked",
                "X: y\rTransfer-Encoding: chunked",
                "X: y\r\n Transfer-Encoding: chunked"
            })
    void refusesWhatCanBeFramedInTwoWays(String headers) {
        assertRefused(head("POST " + SampleRecords.PATH + " HTTP/1.1\r\n", headers + "\r\n") + BODY);
    }

    @Test
    void quotesNoRefusedHostInTheLog() {
        Logger all = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        var events = new ListAppender<ILoggingEvent>();
        events.start();
        all.addAppender(events);
        try {
            assertRefused("GET / HTTP/1.1\r\nHost: localhost\r\nHost: " + "x".repeat(8_000) + "\r\n\r\n");
        } finally {
            all.detachAppender(events);
        }
        assertThat(events.list).extracting(ILoggingEvent::getFormattedMessage).noneMatch(line -> line.contains("xxx"));
    }

    /** A proxy might check one, and this service read the body by the other. */
    @Test
    void refusesSeveralContentTypes() {
        String json = SampleRecords.json("Apple", 7);
        for (String second : new String[] {"text/csv", "application/json"}) {
            assertRefused(head(
                            "POST " + SampleRecords.PATH + " HTTP/1.1\r\n",
                            "Content-Type: " + second + "\r\nContent-Length: " + json.length() + "\r\n")
                    + json);
        }
    }

    @Test
    void refusesTransferCodingsInHttp10() {
        String start = "POST " + SampleRecords.PATH + " HTTP/1.0\r\n";
        assertRefused(head(start, "Transfer-Encoding: chunked\r\n") + BODY);
        assertRefused(head(start, "Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n") + BODY);
    }

    @Test
    void refusesThePrefaceOfHttp2() {
        assertRefused("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/..", "/../healthz", "/%zz", "/a b", "http://[::1/x"})
    void namesNoPathThatTheClientDidNotSend(String target) {
        String refused = RawHttp.request(service.port(), "GET", target).text();
        assertThat(refused).contains("\"status\":400").doesNotContain("badMessage");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\r\n"})
    void refusesOtherEndsOfLines(String end) {
        assertRefused(head("GET " + SampleRecords.PATH + " HTTP/1.1" + end, ""));
        assertRefused(head("GET " + SampleRecords.PATH + " HTTP/1.1\r\n", "X: y" + end));
        assertRefused(
                "GET " + SampleRecords.PATH + " HTTP/1.1\r\nHost: localhost\r\n" + end + "GET / HTTP/1.1\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2\n{}\r\n0\r\n\r\n",
                "2\r\n{}\n0\r\n\r\n",
                "+2\r\n{}\r\n0\r\n\r\n",
                "0x2\r\n{}\r\n0\r\n\r\n",
                "\r\n{}\r\n0\r\n\r\n"
            })
    void refusesBadChunks(String body) {
        assertRefused(head("POST " + SampleRecords.PATH + " HTTP/1.1\r\n", "Transfer-Encoding: chunked\r\n") + body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunked", "Chunked", "CHUNKED"})
    void takesChunks(String coding) {
        String json = SampleRecords.json("Apple", 7);
        String body = Integer.toHexString(json.length()) + "\r\n" + json + "\r\n0\r\n\r\n";
        try (RawHttp connection = RawHttp.to(service.port())) {
            connection.send(
                    head("POST " + SampleRecords.PATH + " HTTP/1.1\r\n", "Transfer-Encoding: " + coding + "\r\n")
                            + body);
            assertThat(connection.read().status()).isEqualTo(201);
            connection.send(head("GET " + SampleRecords.PATH + "?limit=1 HTTP/1.1\r\n", ""));
            assertThat(connection.read().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"200-ok", "100-continue, x", "x"})
    void refusesStrangeExpectations(String expectation) {
        Reply refused = RawHttp.request(
                service.port(), "GET", SampleRecords.PATH + "?limit=1", "Expect: " + expectation, "Connection: close");
        assertProblem(refused, 417, "expectation-failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "gzip\"",
                "a\"b",
                "gzip; q",
                "gzip;q=x",
                "gzip;q=\"",
                "gzip; q = 1",
                ";",
                ",,,",
                "=",
                "q=1",
                "gzip;;q=0",
                "\\",
                "*;q=2",
                "\u00ff"
            })
    void passesOverJunkInAcceptEncoding(String codings) {
        Reply list = RawHttp.request(
                service.port(),
                "GET",
                SampleRecords.PATH + "?limit=1",
                "Accept-Encoding: " + codings,
                "Connection: close");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.header("Vary")).contains("Accept-Encoding");
    }

    @Test
    void stillCompressesForThoseWhoAsk() {
        Reply document = RawHttp.request(
                service.port(), "GET", "/openapi.json", "Accept-Encoding: br;q=0.5, gzip;q=0.8", "Connection: close");
        assertThat(document.status()).isEqualTo(200);
        assertThat(document.header("Content-Encoding")).isEqualTo("gzip");
    }

    private void assertRefused(String request) {
        try (RawHttp connection = RawHttp.to(service.port())) {
            Reply refused = connection.send(request).read();
            assertThat(refused.status()).as(request).isEqualTo(400);
            assertThat(connection.isClosedByServer()).as(request).isTrue();
        }
    }

    private static String head(String start, String headers) {
        return start + "Host: localhost\r\nContent-Type: application/json\r\n" + headers + "\r\n";
    }
}
