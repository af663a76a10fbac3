package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.Reply;
import org.junit.jupiter.api.Test;

/** Calls from pages of other origins (docs/contract.md: Cross-origin requests). */
class CorsTest {

    private static final String ORIGIN = "Origin: https://shop.example";

    private final Http http = DatabaseKind.H2.service().http();

    @Test
    void preflightAllowsMethodsAndHeaders() {
        Reply preflight = http.options(
                Products.PATH,
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

    @Test
    void answersExposeTheirHeaders() {
        Reply found = http.get(Products.PATH + "?limit=1", ORIGIN);
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
        assertThat(http.get(Products.PATH + "?limit=1").has("Access-Control-Allow-Origin"))
                .isFalse();
    }

    private static String[] list(Reply reply, String header) {
        return reply.header(header).split(", *");
    }
}
