package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.SampleRecords;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls from pages of other origins (docs/contract.md: Cross-origin requests). */
class CorsTest {

    private static final String ORIGIN = "Origin: https://shop.example";

    private final Http http = DatabaseKind.H2.service().http();

    @Test
    void preflightAllowsMethodsAndHeaders() {
        Reply preflight = http.options(
                SampleRecords.PATH,
                ORIGIN,
                "Access-Control-Request-Method: PATCH",
                "Access-Control-Request-Headers: content-type,x-api-key");
        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.body()).isEmpty();
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(list(preflight, "Access-Control-Allow-Methods"))
                .containsExactlyInAnyOrder("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
        assertThat(list(preflight, "Access-Control-Allow-Headers"))
                .containsExactlyInAnyOrder(
                        "Accept",
                        "Authorization",
                        "Content-Type",
                        "X-Api-Key",
                        "Idempotency-Key",
                        "Stockroom-Position",
                        "If-Match",
                        "If-None-Match",
                        "Prefer",
                        "X-Request-Id",
                        "X-Requested-With",
                        "X-CSRFToken",
                        "traceparent");
        assertThat(preflight.header("Access-Control-Max-Age")).isEqualTo("3600");
        assertThat(preflight.has("Access-Control-Allow-Credentials")).isFalse();
    }

    /** Sentry (sentry-javascript#6077), OpenTelemetry, axios and Angular, fetch with {@code no-cache}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sentry-trace,baggage",
                "traceparent,tracestate,baggage",
                "x-xsrf-token",
                "cache-control,pragma",
                "content-type, X-Datadog-Trace-Id ,x-b3-sampled",
                "x"
            })
    void preflightAllowsWhatAPageAsksFor(String asked) {
        Reply preflight = preflight(asked);
        assertThat(list(preflight, "Access-Control-Allow-Headers"))
                .extracting(name -> name.toLowerCase(Locale.ROOT))
                .contains("authorization", "if-match")
                .contains(asked.toLowerCase(Locale.ROOT).strip().split(" *, *"))
                .doesNotHaveDuplicates();
    }

    @Test
    void preflightEchoesNamesOnly() {
        for (String asked : List.of("*", "a b", "x\u00e9", "(x)", ",,;", "x:y", "\"x\"")) {
            assertThat(preflight(asked).header("Access-Control-Allow-Headers"))
                    .isEqualTo(preflight("accept").header("Access-Control-Allow-Headers"));
        }
        String many = IntStream.range(0, 1_500).mapToObj(i -> "x-" + i).collect(Collectors.joining(","));
        assertThat(preflight(many).header("Access-Control-Allow-Headers")).hasSizeBetween(1_000, 8_192);
    }

    private Reply preflight(String asked) {
        Reply preflight = RawHttp.request(
                DatabaseKind.H2.service().port(),
                "OPTIONS",
                SampleRecords.PATH,
                ORIGIN,
                "Access-Control-Request-Method: GET",
                "Access-Control-Request-Headers: " + asked);
        assertThat(preflight.status()).isEqualTo(200);
        return preflight;
    }

    @Test
    void answersExposeTheirHeaders() {
        Reply found = http.get(SampleRecords.PATH + "?limit=1", ORIGIN);
        assertThat(found.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(list(found, "Access-Control-Expose-Headers"))
                .containsExactlyInAnyOrder(
                        "Link",
                        "ETag",
                        "Location",
                        "X-Total-Count",
                        "Preference-Applied",
                        "Idempotency-Replayed",
                        "Retry-After",
                        "RateLimit",
                        "RateLimit-Policy",
                        "Stockroom-Truncated",
                        "Stockroom-Position",
                        "X-Request-Id",
                        "Content-Disposition",
                        "WWW-Authenticate",
                        "Deprecation",
                        "Sunset");
        assertThat(found.has("Access-Control-Allow-Credentials")).isFalse();
    }

    @Test
    void errorsCanBeReadByPagesToo() {
        Reply missing = http.get("/no/such/path", ORIGIN);
        assertProblem(missing, 404, "not_found");
        assertThat(missing.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @Test
    void nothingIsSaidToWhoDoesNotAsk() {
        assertThat(http.get(SampleRecords.PATH + "?limit=1").has("Access-Control-Allow-Origin"))
                .isFalse();
    }

    private static String[] list(Reply reply, String header) {
        return reply.header(header).split(", *");
    }
}
