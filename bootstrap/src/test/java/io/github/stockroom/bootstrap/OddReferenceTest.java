package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertInvalid;
import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.ProblemAssertions.lines;
import static io.github.stockroom.bootstrap.testing.ResourceUnderTest.error;
import static io.github.stockroom.bootstrap.testing.ResourceUnderTest.object;
import static io.github.stockroom.bootstrap.testing.ResourceUnderTest.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.ResourceUnderTest;
import io.github.stockroom.bootstrap.testing.ResourceUnderTest.Ids;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Members that refer to other records (docs/contract.md: Unique values and references). */
class OddReferenceTest extends OddCaseSuite {

    @BeforeEach
    void requireReferences() {
        assumeFalse(resource.references().isEmpty(), resource + " refers to no other record");
    }

    @Test
    void refusesAReferenceToNoRecord() {
        for (String member : resource.references().keySet()) {
            if (resource.readOnly().containsKey(member)) {
                assertInvalid(
                        http.post(resource.path(), resource.bodyWith(member, missing(member))),
                        error(member, "does_not_exist"));
                continue;
            }
            assertRefused(member, missing(member), "does_not_exist");
            if (target(member).ids() == Ids.NUMBERS) {
                assertRefused(member, "0", "does_not_exist");
                assertRefused(member, "-1", "does_not_exist");
                assertRefused(member, "99999999999999999999", "does_not_exist");
            }
            assertRefused(member, "\"x\"", "invalid");
            assertRefused(member, "true", "invalid");
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesTheRowThatRefersToNoRecord(BulkFormat format) {
        for (String member : resource.references().keySet()) {
            List<String> header = Stream.concat(BulkFormat.header(resource).stream(), Stream.of(member))
                    .distinct()
                    .toList();
            List<List<String>> rows = List.of(
                    BulkFormat.row(resource, header, member, resource.value(member)),
                    BulkFormat.row(resource, header, member, missing(member)));
            String count = count();

            Reply refused = http.post(resource.path(), format.body(header, rows), "Content-Type: " + format.type);

            var problem = assertInvalid(refused, "#/1/" + member + " does_not_exist");
            if (format != BulkFormat.JSON) {
                assertThat(lines(problem)).containsExactly(format == BulkFormat.CSV ? 3 : 2);
            }
            assertThat(count()).isEqualTo(count);
        }
    }

    @Test
    void deletesNoRecordThatOthersReferTo() {
        for (String member : resource.references().keySet()) {
            ResourceUnderTest other = target(member);
            Reply referred = http.post(other.path(), other.body());
            String id = referred.json().required("id").toString();
            Reply record = create(resource.bodyWith(member, id));

            Reply refused = http.delete(other.path(referred.id()));

            assertThat(assertProblem(refused, 409, "in-use")
                            .required("resource")
                            .stringValue())
                    .isEqualTo(name());
            assertThat(http.get(resource.path() + "?" + member + "=" + referred.id())
                            .column("id"))
                    .containsExactly(record.id());
            http.delete(resource.path(record.id()));
            assertThat(http.delete(other.path(referred.id())).status()).isEqualTo(204);
        }
    }

    @Test
    void aReferenceCanBeChanged() {
        for (String member : resource.references().keySet()) {
            ResourceUnderTest other = target(member);
            if (resource.readOnly().containsKey(member)) {
                continue;
            }
            Reply referred = http.post(other.path(), other.body());
            Reply record = create();

            Reply changed = http.patch(
                    resource.path(record.id()),
                    object(member, referred.json().required("id").toString()));

            assertThat(changed.json().required(member))
                    .isEqualTo(referred.json().required("id"));
            assertThat(read(record.id()).text()).isEqualTo(changed.text());
        }
    }

    private ResourceUnderTest target(String member) {
        return ResourceUnderTest.at(Objects.requireNonNull(resource.references().get(member)))
                .of(http);
    }

    private String missing(String member) {
        ResourceUnderTest target = target(member);
        return target.ids() == Ids.NUMBERS ? target.absentId() : quote(target.absentId());
    }

    private String name() {
        return RecordResources.ALL.stream()
                .filter(records -> records.operations().path().equals(resource.path()))
                .findFirst()
                .orElseThrow()
                .name();
    }
}
