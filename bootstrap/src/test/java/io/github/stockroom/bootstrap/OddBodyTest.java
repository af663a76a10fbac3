package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Odd bodies: what they claim to be, how they are encoded, and what is no JSON object. */
class OddBodyTest extends OddCaseSuite {

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "text/json", "*/*", "nonsense"})
    void refusesUnknownContentTypes(String type) {
        assertUnsupported(resource.body().getBytes(UTF_8), "Content-Type: " + type);
    }

    @Test
    void refusesAMissingContentType() {
        assertUnsupported(resource.body().getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
    void refusesForms(String type) {
        String form = resource.text() + "=Apple&" + resource.sort() + "=7";
        assertUnsupported(form.getBytes(UTF_8), "Content-Type: " + type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/merge-patch+json", "application/vnd.api+json", "application/problem+json"})
    void refusesOtherKindsOfJsonForPostAndPut(String type) {
        Reply record = create();
        String count = count();
        String body = resource.body("Pear", resource.maxNumber());
        assertProblem(http.post(resource.path(), body, "Content-Type: " + type), 415, "unsupported_media_type");
        assertProblem(
                http.put(resource.path(record.id()), body, "Content-Type: " + type), 415, "unsupported_media_type");
        assertThat(count()).isEqualTo(count);
        assertUnchanged(record);
    }

    @Test
    void patchTakesMergePatchAndPlainJsonOnly() {
        Reply record = create();
        String path = resource.path(record.id());
        String body = resource.bodyFor(record, "Pear", resource.maxNumber());
        assertThat(http.patch(path, body, "Content-Type: application/merge-patch+json")
                        .status())
                .isEqualTo(200);
        assertThat(http.patch(path, body, "Content-Type: application/json").status())
                .isEqualTo(200);
        assertProblem(
                http.patch(path, body, "Content-Type: application/json-patch+json"), 415, "unsupported_media_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso-8859-1", "utf-16", "us-ascii", "\"utf-16\"", "nonsense"})
    void refusesOtherCharsets(String charset) {
        assertUnsupported(resource.body().getBytes(UTF_8), "Content-Type: application/json; charset=" + charset);
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "UTF-8", "\"utf-8\"", "utf8", "UTF8"})
    void takesUtf8ByName(String charset) {
        Reply created =
                http.post(resource.path(), resource.body(), "Content-Type: application/json; charset=" + charset);
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        assertThat(created.header("Content-Type")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
    void refusesOtherEncodingsOfUnicode(String charset) {
        byte[] body = resource.body().getBytes(Charset.forName(charset));
        assertProblem(http.send("POST", resource.path(), body, "Content-Type: application/json"), 400);
    }

    @Test
    void refusesRawLatin1() {
        requireText();
        byte[] body = resource.body("\u00c4pfel", resource.minNumber()).getBytes(StandardCharsets.ISO_8859_1);
        assertRefusedBody("bad-encoding", body);
    }

    @Test
    void takesAByteOrderMark() {
        Reply created = http.post(resource.path(), "\uFEFF" + resource.body());
        assertThat(created.status()).isEqualTo(201);
    }

    @Test
    void refusesCompressedBodies() throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(resource.body().getBytes(UTF_8));
        }
        assertUnsupported(zipped.toByteArray(), "Content-Type: application/json", "Content-Encoding: gzip");
    }

    @Test
    void refusesDuplicateKeys() {
        requireText();
        String body = resource.body();
        String again = body.substring(0, body.length() - 1);
        assertRefusedBody("duplicate-key", (again + ",\"" + resource.text() + "\":\"Pear\"}").getBytes(UTF_8));
        assertRefusedBody("duplicate-key", (again + ",\"x\":{\"y\":1,\"y\":2}}").getBytes(UTF_8));
        String escaped = "\\u%04x".formatted((int) resource.text().charAt(0))
                + resource.text().substring(1);
        assertRefusedBody("duplicate-key", (again + ",\"" + escaped + "\":\"Pear\"}").getBytes(UTF_8));
    }

    @Test
    void refusesDeepNesting() {
        assertThat(http.post(resource.path(), nested(32)).status()).isEqualTo(201);
        assertRefusedBody("too-deep", nested(33).getBytes(UTF_8));
        assertRefusedBody("too-deep", nested(200_000).getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s x", "%s{}", "%s}", "/* a comment */%s", "%s // a comment", "{'a':1}", "{\"a\":NaN}",
                        "{\"a\":Infinity}",
                "{\"a\":1,}", "{a:1}", "{\"a\":01}", "{\"a\":+1}", "{\"a\":.5}", "{\"a\":1", "{\"a\"}",
                        "{\"a\":\"\t\"}",
                "{\"a\":\"\\x\"}", "nul", "<a/>", "[1", "{\"a\":tru}", "hello"
            })
    void refusesWhatIsNotJson(String body) {
        assertRefusedBody("malformed-json", body.formatted(resource.body()).getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n\t"})
    void refusesEmptyBodies(String body) {
        assertRefusedBody("empty-body", body.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "1.5", "\"text\"", "true"})
    void refusesWhatIsNotAnObject(String body) {
        assertRefusedBody("not-an-object", body.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{}]"})
    void aRecordIsNoArray(String body) {
        Reply record = create();
        assertProblem(http.put(resource.path(record.id()), body), 400, "not-an-object");
        assertProblem(http.patch(resource.path(record.id()), body), 400, "not-an-object");
        assertUnchanged(record);
    }

    /** A valid body with a member that means nothing and reaches down to this level. */
    private String nested(int levels) {
        int arrays = levels - 1;
        return resource.bodyWith("x", "[".repeat(arrays) + "]".repeat(arrays));
    }

    private void assertUnsupported(byte[] body, String... headers) {
        Reply record = create();
        String count = count();
        Reply post = http.send("POST", resource.path(), body, headers);
        assertProblem(post, 415, "unsupported_media_type");
        assertThat(post.header("Accept-Post")).contains("application/json");
        Reply patch = http.send("PATCH", resource.path(record.id()), body, headers);
        assertProblem(patch, 415, "unsupported_media_type");
        assertThat(patch.header("Accept-Patch")).contains("application/json", "application/merge-patch+json");
        assertProblem(http.send("PUT", resource.path(record.id()), body, headers), 415, "unsupported_media_type");
        assertThat(count()).isEqualTo(count);
        assertUnchanged(record);
    }
}
