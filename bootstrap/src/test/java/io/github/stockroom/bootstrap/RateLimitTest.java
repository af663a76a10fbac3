package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Eventually;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.SampleRecords;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The limit on requests of one client (docs/contract.md: Rate limits). */
class RateLimitTest {

    private static final String ITEMS = SampleRecords.PATH + "?limit=1";

    @Test
    void isOffUnlessSet() {
        Reply found = DatabaseKind.H2.service().http().get(ITEMS);
        assertThat(found.has("RateLimit")).isFalse();
        assertThat(found.has("RateLimit-Policy")).isFalse();
    }

    @Test
    void refusesWhatIsTooMuchWithinASecondAndSaysWhatIsLeft() {
        try (RunningService service = RunningService.start(DatabaseKind.H2, "stockroom.rate.requests-per-second=2")) {
            Http http = service.http();
            Reply refused = Eventually.get("three requests fall into one second", Duration.ofSeconds(20), () -> {
                Reply reply = http.get(ITEMS, "Authorization: Bearer bad");
                assertThat(reply.header("RateLimit-Policy")).isEqualTo("\"default\";q=2;w=1");
                return reply.status() == 429 ? reply : null;
            });
            var problem = assertProblem(refused, 429, "too-many-requests");
            assertThat(problem.required("violated-policies").get(0).stringValue())
                    .isEqualTo("default");
            assertThat(refused.header("RateLimit")).isEqualTo("\"default\";r=0;t=1");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            for (int i = 0; i < 5; i++) {
                assertThat(http.get("/healthz").status()).isEqualTo(200);
                assertProblem(http.get("/no/such/path"), 404, "not_found");
            }
            Reply later = Eventually.get("a second passes", Duration.ofSeconds(20), () -> {
                Reply reply = http.get(ITEMS);
                return reply.status() == 200 ? reply : null;
            });
            assertThat(later.header("RateLimit")).matches("\"default\";r=[01];t=1");
        }
    }
}
