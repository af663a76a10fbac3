package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertInvalid;
import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.ResourceUnderTest.error;
import static io.github.stockroom.bootstrap.testing.ResourceUnderTest.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.ResourceUnderTest.Ids;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Odd changes and deletions. */
class OddWriteTest extends OddCaseSuite {

    @Test
    void patchingNothingChangesNothing() {
        Reply record = create();
        Reply patched = http.patch(resource.path(record.id()), "{}");
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.text()).isEqualTo(record.text());
        assertThat(patched.etag()).isEqualTo(record.etag());
    }

    @Test
    void patchingEqualValuesDoesNotRaiseTheVersion() {
        String body = resource.body();
        Reply record = create(body);
        Reply patched = http.patch(resource.path(record.id()), body);
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.text()).isEqualTo(record.text());
        assertThat(patched.etag()).isEqualTo(record.etag());
    }

    @Test
    void replacingByEqualValuesIsNoError() {
        String body = resource.body();
        Reply record = create(body);
        Reply replaced = http.put(resource.path(record.id()), body);
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.text()).isEqualTo(record.text());
    }

    @Test
    void patchingChangesOnlyWhatItNames() {
        requireText();
        Reply record = create();
        Reply patched = http.patch(resource.path(record.id()), object(resource.text(), "\"Pear\""));
        assertThat(patched.json().required(resource.text()).stringValue()).isEqualTo("Pear");
        for (String member : resource.members()) {
            if (!List.of(resource.text(), "slug", "modified").contains(member)) {
                assertThat(patched.json().required(member))
                        .as(member)
                        .isEqualTo(record.json().required(member));
            }
        }
        assertThat(patched.etag()).isNotEqualTo(record.etag());
        assertThat(read(record.id()).text()).isEqualTo(patched.text());
    }

    @Test
    void requiredFieldsCannotBePatchedAway() {
        Reply record = create();
        for (String member : resource.required()) {
            assertInvalid(http.patch(resource.path(record.id()), object(member, "null")), error(member, "null"));
        }
        assertUnchanged(record);
    }

    @Test
    void nullableFieldsCanBePatchedAway() {
        for (String field : resource.nullable()) {
            if (resource.readOnly().containsKey(field)) {
                continue;
            }
            Reply record = create(resource.bodyWith(field, resource.value(field)));
            Reply patched = http.patch(resource.path(record.id()), object(field, "null"));
            assertThat(patched.status()).isEqualTo(200);
            assertThat(patched.json().required(field).isNull())
                    .as("written out, never omitted")
                    .isTrue();
        }
    }

    @Test
    void bodyMayRepeatTheId() {
        String body = resource.body();
        Reply record = create(body);
        String path = resource.path(record.id());
        String quoted = "\"" + record.id() + "\"";
        String plain = resource.ids() == Ids.NUMBERS ? record.id() : quoted;
        for (String id : new String[] {plain, quoted}) {
            assertThat(http.put(path, body.replaceFirst("\\{", "{\"id\":" + id + ","))
                            .status())
                    .isEqualTo(200);
            assertThat(http.patch(path, object("id", id)).status()).isEqualTo(200);
        }
        assertUnchanged(record);
    }

    @Test
    void bodyMustNotNameAnotherRecord() {
        Reply record = create();
        Reply other = create();
        String path = resource.path(record.id());
        for (String id : new String[] {"\"" + other.id() + "\"", "\"x\"", "0", "null", "true", "[]"}) {
            assertProblem(http.put(path, resource.bodyWith("id", id)), 400, "id-mismatch");
            assertProblem(http.patch(path, object("id", id)), 400, "id-mismatch");
        }
        assertUnchanged(record);
        assertUnchanged(other);
    }

    @Test
    void creatingIgnoresAnyId() {
        Reply record = create();
        Reply created = create(resource.bodyWith("id", "\"" + record.id() + "\""));
        assertThat(created.id()).isNotEqualTo(record.id());
        assertThat(create(resource.bodyWith("id", "null")).status()).isEqualTo(201);
        assertUnchanged(record);
    }

    @Test
    void deletingTwiceTellsTheTruth() {
        String path = resource.path(create().id());
        Reply deleted = http.delete(path);
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertThat(deleted.has("Content-Type")).isFalse();
        assertProblem(http.delete(path), 404, "not_found");
        assertProblem(http.get(path), 404, "not_found");
        assertProblem(http.put(path, resource.body()), 404, "not_found");
    }

    @Test
    void idsOfDeletedRecordsAreNotGivenAgain() {
        String gone = create().id();
        http.delete(resource.path(gone));
        assertThat(create().id()).isNotEqualTo(gone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
    void aMissingRecordIsNotFoundWhateverIfMatchSays(String method) {
        String path = resource.path(resource.absentId());
        for (String tag : new String[] {"\"1\"", "*"}) {
            assertProblem(http.sendJson(method, path, resource.body(), "If-Match: " + tag), 404, "not_found");
        }
    }

    @Test
    void preconditionComesBeforeContent() {
        Reply record = create();
        String path = resource.path(record.id());
        for (String body : new String[] {"", "{", "[]", "{}", resource.bodyWith(resource.text(), "true")}) {
            assertProblem(http.put(path, body, "If-Match: \"999\""), 412, "precondition_failed");
            assertProblem(http.patch(path, body, "If-Match: \"999\""), 412, "precondition_failed");
        }
        assertUnchanged(record);
    }

    @Test
    void staleIfMatchChangesNothing() {
        requireChoice();
        Reply record = create();
        String path = resource.path(record.id());
        Reply changed =
                http.put(path, resource.bodyFor(record, "Pear", resource.maxNumber()), "If-Match: " + record.etag());
        assertThat(changed.status()).isEqualTo(200);
        for (String method : WRITES_TO_A_RECORD) {
            assertProblem(
                    http.sendJson(method, path, resource.body(), "If-Match: " + record.etag()),
                    412,
                    "precondition_failed");
        }
        assertUnchanged(changed);
    }
}
