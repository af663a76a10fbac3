package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertInvalid;
import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.Reply;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/**
 * Many records as a JSON array: no more than a thousand, each read as strictly as a single one (docs/contract.md:
 * Create many records).
 */
class BulkJsonTest extends OddCaseSuite {

    @Test
    void anArrayHasAThousandRowsAtMost() {
        String count = count();
        String tooMany = BulkFormat.JSON.body(resource, Collections.nCopies(1_001, "Row"));
        assertProblem(post(tooMany), 413, "too-many-rows");
        assertThat(count()).isEqualTo(count);
    }

    @Test
    void namesElementsThatAreNoObjects() {
        String body = "[1," + resource.body() + ",null,[" + resource.body() + "]]";
        assertInvalid(post(body), "#/0 not-an-object", "#/2 not-an-object", "#/3 not-an-object");
    }

    @Test
    void anArrayIsAsStrictAsAnObject() {
        String row = resource.body();
        String deep = resource.bodyWith("other", "[".repeat(31) + "]".repeat(31));
        assertRefused("malformed-json", "[" + row, "[" + row + "] x", "[" + row + ",]", "[" + row + "}", "[", "[]]");
        assertRefused("duplicate-key", "[" + row.replace("{", "{\"x\":1,\"x\":2,") + "]");
        assertRefused("too-deep", "[" + deep + "]");
        assertThat(post(" \r\n\t[" + row + "] ").status()).isEqualTo(201);
    }

    @Test
    void whatIsReadCanBeWrittenAgain() {
        requireText();
        Reply created = create(resource.body("Écru, \"7\"", resource.minNumber()));
        http.delete(resource.path(created.id())); // its unique values are free then
        Reply again = post("[" + created.text() + "]");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.column(resource.text())).containsExactly("Écru, \"7\"");
        assertThat(again.column("id")).doesNotContain(created.id());
    }

    private void assertRefused(String code, String... bodies) {
        String count = count();
        for (String body : bodies) {
            assertProblem(post(body), 400, code);
        }
        assertThat(count()).isEqualTo(count);
    }

    private Reply post(String body) {
        return http.post(resource.path(), body, "Content-Type: application/json");
    }
}
