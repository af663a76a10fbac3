package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.SampleRecords;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Header fields by which browsers protect those who use the service. */
class SecurityHeadersTest {

    private static final String TRANSPORT = "Strict-Transport-Security";
    private static final String YEAR = "max-age=31536000";

    private final RunningService service = DatabaseKind.H2.service();
    private final Http http = service.http();

    @ParameterizedTest
    @ValueSource(strings = {"/console", "/docs", "/docs/"})
    void pagesMayDoLittle(String path) {
        Reply page = http.get(path);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Permissions-Policy"))
                .contains("camera=()", "geolocation=()", "microphone=()", "usb=()");
        assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(page.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/docs.js", "/docs/swagger-ui.css"})
    void filesOfPagesAreForThesePages(String path) {
        assertThat(http.get(path).header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    }

    /** The old front ends are of other origins; pages that isolate themselves may load only what says so. */
    @ParameterizedTest
    @ValueSource(strings = {"{records}?limit=1", "/openapi.json", "/healthz", "/no/such/path"})
    void answersOfTheApiAreForPagesOfAllOrigins(String path) {
        assertThat(http.get(path.replace("{records}", SampleRecords.PATH)).header("Cross-Origin-Resource-Policy"))
                .isEqualTo("cross-origin");
    }

    @Test
    void answersOfTheApiAreForItsOwnPagesWhereTheOriginsAreListed() {
        try (var listed = RunningService.start(DatabaseKind.H2, "stockroom.cors-origins=https://shop.example")) {
            Reply reply = listed.http().get(SampleRecords.PATH, "Origin: https://shop.example");
            assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
            assertThat(reply.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/swagger", "/redoc", "/api/v1/docs", "/swagger.json", "/api/v1/api_schema", "/api"})
    void noCacheKeepsWhatWasMadeFromHost(String path) {
        Reply reply = RawHttp.exchange(service.port(), "GET " + path + " HTTP/1.1", "Host: other.example");
        assertThat(reply.status()).isIn(200, 308);
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void aPlainConnectionPromisesNoTls() {
        assertThat(http.get("/healthz").has(TRANSPORT)).isFalse();
        assertThat(http.get("/healthz", "X-Forwarded-Proto: https").has(TRANSPORT))
                .as("any client can say so")
                .isFalse();
    }

    /** An absolute URL in the request line, which proxies send to each other (RFC 9112, 3.2.2). */
    @ParameterizedTest
    @ValueSource(strings = {"https", "HTTPS", "ftp", "ws", "javascript"})
    void refusesASchemeThatIsNotTheConnections(String scheme) {
        String host = "localhost:" + service.port();
        for (String path : List.of("/api", SampleRecords.PATH + "?limit=1", "/no/such/path")) {
            for (String target : List.of(scheme + "://" + host + path, scheme + ":" + path)) {
                Reply refused = RawHttp.exchange(service.port(), "GET " + target + " HTTP/1.1", "Host: " + host);
                assertProblem(refused, 400);
                assertThat(refused.has(TRANSPORT)).isFalse();
                assertThat(refused.has("Link")).isFalse();
            }
        }
    }

    @Test
    void takesTheSchemeOfTheConnection() {
        String host = "localhost:" + service.port();
        Reply reply = RawHttp.exchange(
                service.port(), "GET HTTP://" + host + SampleRecords.PATH + "?limit=1 HTTP/1.1", "Host: " + host);
        assertThat(reply.link("first")).isEqualTo("http://" + host + SampleRecords.PATH + "?limit=1");
    }

    @Test
    void whatCameByTlsStaysWithTls() {
        try (var behind = RunningService.start(DatabaseKind.H2, "stockroom.trusted-proxies=127.0.0.1,::1")) {
            for (String path : List.of("/console", SampleRecords.PATH, "/no/such/path", "/healthz")) {
                assertThat(behind.http().get(path, "X-Forwarded-Proto: https").header(TRANSPORT))
                        .isEqualTo(YEAR);
                assertThat(behind.http()
                                .get(path, "Forwarded: for=203.0.113.9;proto=https")
                                .header(TRANSPORT))
                        .isEqualTo(YEAR);
                assertThat(behind.http().get(path, "X-Forwarded-Proto: http").has(TRANSPORT))
                        .isFalse();
            }
            Reply refused = RawHttp.request(behind.port(), "GET", "/", "X-Forwarded-Proto: https", "Content-Length: x");
            assertThat(refused.status()).isEqualTo(400);
        }
    }

    @Test
    void aPublicUrlWithTlsPromisesIt() {
        try (var shop = RunningService.start(
                DatabaseKind.H2, "stockroom.public-url=https://shop.example", "stockroom.hsts-max-age=1d")) {
            assertThat(shop.http().get("/healthz").header(TRANSPORT)).isEqualTo("max-age=86400");
            String long431 = "X-Long: " + "x".repeat(20_000);
            Reply refused = RawHttp.request(shop.port(), "GET", "/", long431);
            assertThat(refused.status()).isEqualTo(431);
            assertThat(refused.header(TRANSPORT))
                    .as("also what no servlet sees")
                    .isEqualTo("max-age=86400");
        }
        try (var shop = RunningService.start(
                DatabaseKind.H2, "stockroom.public-url=https://shop.example", "stockroom.hsts-max-age=0")) {
            assertThat(shop.http().get("/healthz").has(TRANSPORT)).isFalse();
        }
    }
}
