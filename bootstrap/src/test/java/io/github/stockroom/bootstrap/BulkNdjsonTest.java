package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertInvalid;
import static io.github.stockroom.bootstrap.testing.ProblemAssertions.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.Reply;
import org.junit.jupiter.api.Test;

/** Many records as NDJSON: every line is read for itself (docs/contract.md: Create many records). */
class BulkNdjsonTest extends OddCaseSuite {

    @Test
    void aLineThatIsNoRecordDoesNotHideTheOthers() {
        String row = resource.body();
        String body = "\n{\r\n" + row + "\n\n[" + row + "]\n" + row.replace("{", "{\"x\":1,\"x\":2,") + "\r\n7";
        Reply refused = http.post(resource.path(), body, "Content-Type: application/x-ndjson");
        var problem = assertInvalid(
                refused, "#/0 malformed-json", "#/2 not-an-object", "#/3 duplicate-key", "#/4 not-an-object");
        assertThat(lines(problem)).containsExactly(2, 5, 6, 7);
    }
}
