package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.ProblemAssertions.errors;
import static io.github.stockroom.bootstrap.testing.ProblemAssertions.lines;
import static io.github.stockroom.bootstrap.testing.ResourceUnderTest.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.stockroom.application.AtOnce;
import io.github.stockroom.bootstrap.testing.Reply;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Values that no two records share (docs/contract.md: Unique values and references). */
class OddUniqueTest extends OddCaseSuite {

    @BeforeEach
    void requireUniqueMembers() {
        assumeFalse(resource.unique().isEmpty(), resource + " has no unique member");
    }

    @Test
    void aValueBelongsToOneRecord() {
        for (String member : resource.unique()) {
            String value = resource.value(member);
            Reply first = create(resource.bodyWith(member, value));
            Reply other = create();
            String count = count();
            String path = resource.path(other.id());

            assertTaken(http.post(resource.path(), resource.bodyWith(member, value)), "#/" + member);
            if (!resource.readOnly().containsKey(member)) {
                assertTaken(http.put(path, resource.bodyFor(other, member, value)), "#/" + member);
                assertTaken(http.patch(path, object(member, value)), "#/" + member);
            }
            assertThat(count()).isEqualTo(count);
            assertUnchanged(first);
            assertUnchanged(other);

            http.delete(resource.path(first.id()));
            create(resource.bodyWith(member, value));
        }
    }

    @Test
    void oneOfEightThatComeAtTheSameTimeGetsTheValue() throws Exception {
        for (String member : resource.unique()) {
            String value = resource.value(member);
            List<Reply> replies = AtOnce.run(8, i -> http.post(resource.path(), resource.bodyWith(member, value)));
            assertThat(replies).extracting(Reply::status).containsOnlyOnce(201).containsOnly(201, 409);
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesTheRowWhoseValueIsTaken(BulkFormat format) {
        for (String member : resource.unique()) {
            String value = resource.value(member);
            create(resource.bodyWith(member, value));
            String count = count();
            List<String> header = Stream.concat(BulkFormat.header(resource).stream(), Stream.of(member))
                    .distinct()
                    .toList();
            List<List<String>> rows = List.of(
                    BulkFormat.row(resource, header, member, resource.value(member)),
                    BulkFormat.row(resource, header, member, resource.value(member)),
                    BulkFormat.row(resource, header, member, value));

            Reply refused = http.post(resource.path(), format.body(header, rows), "Content-Type: " + format.type);

            var problem = assertTaken(refused, "#/2/" + member);
            if (format != BulkFormat.JSON) {
                assertThat(lines(problem)).containsExactly(format == BulkFormat.CSV ? 4 : 3);
            }
            assertThat(count()).isEqualTo(count);
        }
    }

    private static JsonNode assertTaken(Reply refused, String pointer) {
        var problem = assertProblem(refused, 409, "already-taken");
        assertThat(errors(problem, "pointer")).containsExactly(pointer + " already-taken");
        return problem;
    }
}
