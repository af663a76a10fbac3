package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Eventually;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.SampleRecords;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Verifies that all limits count by the address that trusted proxies tell, which the client cannot choose. */
class ForwardedClientTest {

    private static final String ITEMS = SampleRecords.PATH + "?limit=1";
    private static final String CLIENT = "X-Forwarded-For: 203.0.113.9";

    private static RunningService service;

    private final Http http = service.http();

    @BeforeAll
    static void startService() {
        service = RunningService.start(
                DatabaseKind.H2, "stockroom.trusted-proxies=127.0.0.1,::1", "stockroom.rate.requests-per-second=20");
    }

    @AfterAll
    static void stopService() {
        service.close();
    }

    /** With {@code Forwarded}, where a proxy writes {@code X-Forwarded-For}, it is the client's own. */
    @Test
    void inventedAddressesDoNotHelpAgainstTheRateLimit() {
        assertLimited(i -> new String[] {"X-Forwarded-For: 198.51.100." + i, CLIENT});
        assertLimited(i -> new String[] {"X-Forwarded-For: 198.51.100." + i + ", 203.0.113.9:" + (1024 + i)});
        assertLimited(i -> new String[] {"Forwarded: for=198.51.100." + i, CLIENT});
        assertLimited(
                i -> new String[] {"Forwarded: for=198.51.100." + i + ", for=\"203.0.113.9:" + (1024 + i) + "\""});
    }

    @Test
    void inventedAddressesDoNotHelpToGuessPasswords() {
        String name = Tokens.newName();
        List<Integer> statuses = IntStream.range(0, 25)
                .mapToObj(i -> Eventually.get("the rate limit lets it through", Duration.ofSeconds(20), () -> {
                    Reply reply = http.post(
                            "/api/token",
                            Tokens.credentials(name, "wrong" + i),
                            "X-Forwarded-For: 198.51.100." + i,
                            "X-Forwarded-For: 203.0.113.77");
                    return reply.header("RateLimit-Policy").startsWith("\"default\"") && reply.status() == 429
                            ? null
                            : reply.status();
                }))
                .toList();
        assertThat(statuses.stream().filter(status -> status == 401).count()).isEqualTo(10);
        assertThat(statuses.stream().filter(status -> status == 429).count()).isEqualTo(15);
    }

    @Test
    void aHostThatIsNoneIsPassedOver() {
        for (String host : List.of("[[[", "]", "[1]", "a:b:c", "::", "a:99999")) {
            for (String path : List.of("/docs", "/console", "/api", "/openapi.json", "/swagger", ITEMS)) {
                for (String field : List.of("X-Forwarded-Host: " + host, "Forwarded: host=\"" + host + "\"")) {
                    Reply reply = http.get(path, field, "X-Real-IP: 1");
                    assertThat(reply.status()).as(field + " " + path).isIn(200, 308);
                }
            }
        }
    }

    private void assertLimited(IntFunction<String[]> headers) {
        Eventually.isTrue("21 requests fall into one second", Duration.ofSeconds(20), () -> {
            for (int i = 0; i < 21; i++) {
                Reply reply = http.get(ITEMS, headers.apply(i));
                if (reply.status() == 429) {
                    assertProblem(reply, 429, "too-many-requests");
                    return true;
                }
            }
            return false;
        });
    }
}
