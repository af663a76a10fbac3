package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertInvalid;
import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.Reply;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Bodies that are only checked, of every resource (docs/contract.md: Dry run). */
class DryRunTest extends OddCaseSuite {

    private static final String DRY = "?dry_run=true";
    private static final String NDJSON = "Content-Type: application/x-ndjson";

    @Test
    void checksOneRecordAndStoresNothing() {
        String count = count();
        Reply good = http.post(resource.path() + DRY, resource.body());
        assertThat(good.status()).as(good.toString()).isEqualTo(204);
        assertThat(good.text()).isEmpty();
        assertProblem(http.post(resource.path() + DRY, "{}"), 400, "validation");
        assertThat(count()).isEqualTo(count);
    }

    @Test
    void checksManyAndNamesEveryBadRow() {
        String count = count();
        String good = resource.body() + "\n";
        assertThat(ndjson(DRY, good + good).status()).isEqualTo(204);
        String bad = "[]\n".repeat(150);
        Reply refused = ndjson(DRY, good + bad + good + "[]\n");
        var problem = assertProblem(refused, 400, "validation");
        assertThat(problem.required("errors").size()).isEqualTo(100);
        assertThat(problem.required("rejected").toString()).isEqualTo("[[1,150],[152,152]]");
        var mistake = problem.required("mistakes").required(0);
        assertThat(mistake.required("rows").intValue()).isEqualTo(151);
        assertThat(mistake.required("field").stringValue()).isEmpty();
        assertThat(mistake.required("lines").toString()).isEqualTo("[2,3,4]");
        assertThat(problem.required("mistakes").size()).isEqualTo(1);
        assertThat(count()).isEqualTo(count);
    }

    @Test
    void storesWithoutTheParameterOrWithFalse() {
        Reply created = http.post(resource.path() + "?dry_run=false", resource.body());
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        assertThat(read(created.id()).status()).isEqualTo(200);
    }

    @Test
    void keepsNoAnswerUnderAKey() {
        String key = "Idempotency-Key: dry-" + UUID.randomUUID();
        assertThat(http.post(resource.path() + DRY, resource.body(), key).status())
                .isEqualTo(204);
        assertThat(http.post(resource.path(), resource.body(), key).status()).isEqualTo(201);
    }

    @Test
    void refusesOtherParametersAndValues() {
        assertProblem(http.post(resource.path() + "?dryrun=true", resource.body()), 400, "unknown-parameter");
        assertThat(http.post(resource.path() + "?dry_run=perhaps", resource.body())
                        .status())
                .isEqualTo(400);
    }

    @Test
    void countsMistakesOfAWriteByKindToo() {
        var problem = assertInvalid(ndjson("", "[]\n[]\n"), "#/0 not-an-object", "#/1 not-an-object");
        assertThat(problem.required("mistakes").required(0).required("rows").intValue())
                .isEqualTo(2);
        assertThat(problem.has("rejected")).isFalse();
    }

    @Test
    void endsAtAHundredThousandBadRows() {
        var problem = assertProblem(ndjson(DRY, "[]\n".repeat(100_001)), 400, "validation");
        assertThat(problem.required("detail").stringValue()).contains("100000 rows", "the rest was not read");
        assertThat(problem.required("rejected").toString()).isEqualTo("[[0,99999]]");
    }

    private Reply ndjson(String query, String body) {
        return http.send("POST", resource.path() + query, body.getBytes(StandardCharsets.UTF_8), NDJSON);
    }
}
