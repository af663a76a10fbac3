package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertCommonHeaders;
import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.ProductRows;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that hold for every request (docs/contract.md: Ground rules). */
class GroundRulesTest {

    private static final String ABSENT = Products.PATH + "/999999999999";

    private final RunningService service = DatabaseKind.H2.service();
    private final Http http = service.http();

    @ParameterizedTest
    @CsvSource({
        "GET, /api/items",
        "GET, /healthz",
        "GET, /ht",
        "GET, /",
        "GET, /api",
        "OPTIONS, /api/items",
        "GET, /actuator/health",
        "GET, /no/such/path",
        "HEAD, /no/such/path",
        "PUT, /api/items",
        "OPTIONS, /nothing"
    })
    void everyResponseHasTheCommonHeaders(String method, String path) {
        assertCommonHeaders(http.send(method, path, null));
    }

    /** A streamed body has no length yet, and HEAD must not name another one (RFC 9110, 8.6). */
    @Test
    void headOfWhatIsStreamedNamesNoLength() {
        Reply head = http.head("/docs/swagger-ui-bundle.js");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.has("Content-Length")).isFalse();
        assertThat(head.body()).isEmpty();
        assertThat(head.etag()).isEqualTo(http.get("/docs/swagger-ui-bundle.js").etag());
    }

    @Test
    void keepsAnAcceptableRequestId() {
        String id = "Az09._-" + "x".repeat(57);
        assertThat(http.get("/healthz", "X-Request-Id: " + id).header("X-Request-Id"))
                .isEqualTo(id);
        assertThat(assertProblem(http.get("/nothing", "X-Request-Id: " + id), 404, "not_found")
                        .required("requestId")
                        .stringValue())
                .isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "\u00e4", "<script>", "x{65}"})
    void replacesAnyOtherRequestId(String id) {
        String sent = id.equals("x{65}") ? "x".repeat(65) : id;
        Reply reply = RawHttp.request(service.port(), "GET", "/healthz", "X-Request-Id: " + sent);
        assertThat(reply.header("X-Request-Id")).isNotEqualTo(sent).matches("[A-Za-z0-9._-]{1,64}");
    }

    @Test
    void requestIdsAreNotRepeated() {
        assertThat(http.get("/healthz").header("X-Request-Id"))
                .isNotEqualTo(http.get("/healthz").header("X-Request-Id"));
    }

    @Test
    void collectionsAreBareArraysAndRecordsBareObjects() {
        Reply created = Products.create(http, "Apple", 7);
        assertThat(created.text()).isEqualTo("{\"id\":" + created.id() + ",\"product\":\"Apple\",\"price\":7}");
        assertThat(created.header("Content-Type")).isEqualTo("application/json");
        Reply list = http.get(Products.PATH);
        assertThat(list.json().isArray()).isTrue();
        assertThat(list.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void nothingSetsACookieOrNamesTheServer() {
        Reply reply = http.get(Products.PATH + "?limit=1");
        assertThat(reply.has("Set-Cookie")).isFalse();
        assertThat(reply.has("Server")).isFalse();
    }

    @Test
    void unknownPathComesBeforeMethod() {
        assertProblem(http.send("PATCH", "/no/such/path", null), 404, "not_found");
        assertProblem(http.send("BREW", "/no/such/path", null), 404, "not_found");
        assertProblem(http.options("/no/such/path"), 404, "not_found");
    }

    @Test
    void methodComesBeforeTypeAndSize() {
        assertProblem(http.put(Products.PATH, "x", "Content-Type: text/plain"), 405, "method_not_allowed");
        assertProblem(http.put(Products.PATH, "x", "Accept: application/xml"), 405, "method_not_allowed");
        assertProblem(announceTooLong("POST", ABSENT), 405, "method_not_allowed");
    }

    @Test
    void typeSizeAndAcceptComeBeforeTheRecord() {
        assertProblem(http.put(ABSENT, "x", "Content-Type: text/plain"), 415, "unsupported_media_type");
        assertProblem(http.patch(ABSENT, "x", "Content-Type: text/plain"), 415, "unsupported_media_type");
        assertProblem(announceTooLong("PUT", ABSENT), 413, "content-too-large");
        assertProblem(http.get(ABSENT, "Accept: application/xml"), 406, "not_acceptable");
        assertProblem(http.put(ABSENT, "{}", "Accept: application/xml"), 406, "not_acceptable");
    }

    @Test
    void theRecordComesBeforePreconditionAndContent() {
        assertProblem(http.put(ABSENT, "no json", "If-Match: \"1\""), 404, "not_found");
        assertProblem(http.patch(ABSENT, ""), 404, "not_found");
        assertProblem(http.delete(ABSENT, "If-Match: \"1\""), 404, "not_found");
    }

    @Test
    void thePreconditionComesBeforeContent() {
        Reply record = Products.create(http, "Apple", 7);
        assertProblem(http.put(Products.path(record), "no json", "If-Match: \"2\""), 412, "precondition_failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "GET", "GET /", "GET / HTTP/9.9", "G@T / HTTP/1.1", "\u0001\u0002\u0003"})
    void whatIsNoHttpGetsAProblemToo(String line) {
        Reply refused = RawHttp.exchange(service.port(), line, "Host: localhost");
        assertProblem(refused, 400);
    }

    @Test
    void refusesRequestsWithoutOrWithSeveralHosts() {
        assertProblem(RawHttp.exchange(service.port(), "GET / HTTP/1.1"), 400);
        assertProblem(RawHttp.exchange(service.port(), "GET / HTTP/1.1", "Host: a", "Host: b"), 400);
        assertProblem(RawHttp.exchange(service.port(), "GET / HTTP/1.1", "Host: a b"), 400);
    }

    @Test
    void refusesAmbiguousFraming() {
        int port = service.port();
        assertProblem(RawHttp.request(port, "POST", Products.PATH, "Content-Length: 2", "Content-Length: 3"), 400);
        assertProblem(RawHttp.request(port, "POST", Products.PATH, "Content-Length: x"), 400);
        assertProblem(RawHttp.request(port, "POST", Products.PATH, "Content-Length: -1"), 400);
    }

    @Test
    void compressesLongAnswersOnly() {
        ProductRows.in(service, 100, row -> "Product " + row);
        assertThat(http.get(Products.PATH, "Accept-Encoding: gzip").header("Content-Encoding"))
                .isEqualTo("gzip");
        assertThat(http.get(Products.PATH + "?limit=2", "Accept-Encoding: gzip").has("Content-Encoding"))
                .isFalse();
    }

    /** A request that says its body is over 1 MiB, and stops there. */
    private Reply announceTooLong(String method, String path) {
        return RawHttp.request(
                service.port(), method, path, "Content-Type: application/json", "Content-Length: " + ((1 << 20) + 1));
    }
}
