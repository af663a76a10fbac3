package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertInvalid;
import static io.github.stockroom.bootstrap.testing.ResourceUnderTest.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.stockroom.bootstrap.testing.ApiDocument;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.ResourceUnderTest;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Members that have a value where a whole record names none (docs/contract.md: Records). */
class OddDefaultTest extends OddCaseSuite {

    @BeforeEach
    void requireDefaults() {
        assumeFalse(resource.defaults().isEmpty(), resource + " has no default");
    }

    @Test
    void aNewRecordHasTheDefaultOfWhatItDoesNotName() {
        assertDefaults(create());
    }

    @Test
    void nullIsNoDefault() {
        for (String member : resource.defaults().keySet()) {
            assertInvalid(http.post(resource.path(), resource.bodyWith(member, "null")), error(member, "null"));
        }
    }

    @Test
    void aReplacementHasDefaultsAndAPatchLeavesWhatIsStored() {
        for (String member : resource.defaults().keySet()) {
            if (resource.readOnly().containsKey(member)) {
                continue;
            }
            String body = resource.body();
            String other =
                    Objects.requireNonNull(resource.defaults().get(member)).other();
            Reply record = create(body.replaceFirst("}$", ",\"" + member + "\":" + other + "}"));
            assertThat(ResourceUnderTest.isValue(record.json().required(member), other))
                    .isTrue();

            Reply patched = http.patch(resource.path(record.id()), "{}");
            assertThat(patched.text()).isEqualTo(record.text());

            assertDefaults(http.put(resource.path(record.id()), body));
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsHaveDefaultsWhetherTheyLackTheColumnOrTheValue(BulkFormat format) {
        Reply without = post(format, format.body(resource, List.of("Row")));
        without.json().forEach(this::assertDefaults);

        List<String> header = Stream.concat(BulkFormat.header(resource).stream(), resource.defaults().keySet().stream())
                .toList();
        List<String> cells = Stream.concat(
                        BulkFormat.row(resource, "Row").stream(),
                        resource.defaults().keySet().stream().map(member -> ""))
                .toList();
        if (format == BulkFormat.CSV) {
            String body = String.join(",", header) + "\n" + String.join(",", cells) + "\n";
            post(format, body).json().forEach(this::assertDefaults);
        }
    }

    @Test
    void onlyWholeRecordsHaveDefaultsInTheDocument() {
        for (String member : resource.defaults().keySet()) {
            var patch = ApiDocument.recordSchema(ApiDocument.root()
                    .required("paths")
                    .required(resource.path() + "/{id}")
                    .required("patch")
                    .required("requestBody")
                    .required("content")
                    .required("application/merge-patch+json")
                    .required("schema"));
            assertThat(patch.required("properties").required(member).has("default"))
                    .isFalse();
        }
    }

    private Reply post(BulkFormat format, String body) {
        Reply created = http.post(resource.path(), body, "Content-Type: " + format.type);
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return created;
    }

    private void assertDefaults(Reply record) {
        assertThat(record.status()).as(record.toString()).isIn(200, 201);
        assertDefaults(record.json());
    }

    private void assertDefaults(JsonNode record) {
        resource.defaults()
                .forEach((member, byDefault) -> assertThat(
                                ResourceUnderTest.isValue(record.required(member), byDefault.json()))
                        .as("%s: %s", member, record.required(member))
                        .isTrue());
    }
}
