package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertInvalid;
import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.ProblemAssertions.errors;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many records in one POST, in each format: all of them or none (docs/contract.md: Create many records). */
class BulkTest extends OddCaseSuite {

    private static final String CSV = "Content-Type: text/csv";
    private static final String NDJSON = "Content-Type: application/x-ndjson";
    private static final String MINIMAL = "Prefer: return=minimal";
    private static final int MAX_ROWS = 1_000;
    private static final int MAX_BYTES = 10_000_000;

    @BeforeEach
    void needText() {
        requireText();
    }

    @ParameterizedTest
    @EnumSource
    void createsAllInOrder(BulkFormat format) {
        List<String> texts = IntStream.range(0, 1_500)
                .mapToObj(i -> i == 7 ? resource.fitting("Crème, \"brûlée\"") : "Row " + i)
                .limit(format == BulkFormat.JSON ? MAX_ROWS : 1_500)
                .toList();

        Reply created = post(format, body(format, texts));

        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        assertThat(created.header("Content-Type")).isEqualTo("application/json");
        assertThat(created.column(resource.text())).isEqualTo(texts);
        assertThat(created.json().get(0).propertyNames()).containsExactlyElementsOf(resource.members());
        assertThat(created.column("id")).doesNotHaveDuplicates();
        int last = texts.size() - 1;
        Reply read = read(created.column("id").get(last));
        assertThat(read.text()).isEqualTo(created.json().get(last).toString());
        assertThat(read.etag()).isEqualTo("\"1\"");
    }

    @ParameterizedTest
    @EnumSource
    void saysHowManyIfThatIsEnough(BulkFormat format) {
        Reply created = post(format, body(format, List.of("A", "B", "C")), MINIMAL);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text()).isEqualTo("{\"created\":3}");
        assertThat(created.header("Preference-Applied")).isEqualTo("return=minimal");
    }

    @ParameterizedTest
    @EnumSource
    void creatingNoneIsNoMistake(BulkFormat format) {
        String count = count();
        Reply none = post(format, body(format, List.of()));
        assertThat(none.status()).as(none.toString()).isEqualTo(201);
        assertThat(none.text()).isEqualTo("[]");
        assertThat(post(format, body(format, List.of()), MINIMAL).text()).isEqualTo("{\"created\":0}");
        assertThat(count()).isEqualTo(count);
    }

    @ParameterizedTest
    @EnumSource
    void namesEveryBadRowAndCreatesNone(BulkFormat format) {
        String count = count();
        List<String> texts = new ArrayList<>(Collections.nCopies(1_000, "Fine"));
        texts.set(3, " ");
        texts.set(999, "x".repeat(resource.maxText() + 1));

        var problem = assertProblem(post(format, body(format, texts)), 400, "validation");

        assertThat(problem.required("detail").stringValue()).isEqualTo("2 rows are not valid.");
        assertThat(errors(problem, "pointer"))
                .containsExactly("#/3/" + resource.text() + " blank", "#/999/" + resource.text() + " max_length");
        if (format == BulkFormat.JSON) {
            assertThat(problem.required("errors").get(0).has("line")).isFalse();
        } else {
            int before = format == BulkFormat.CSV ? 2 : 1;
            assertThat(problem.required("errors").get(0).required("line").intValue())
                    .isEqualTo(3 + before);
            assertThat(problem.required("errors").get(1).required("line").intValue())
                    .isEqualTo(999 + before);
        }
        assertThat(count()).isEqualTo(count);
    }

    @ParameterizedTest
    @EnumSource
    void namesAHundredMistakesAtMost(BulkFormat format) {
        String count = count();
        var problem = assertProblem(post(format, body(format, Collections.nCopies(300, " "))), 400, "validation");
        assertThat(problem.required("errors")).hasSize(100);
        assertThat(problem.required("detail").stringValue()).isEqualTo("300 rows are not valid.");
        assertThat(count()).isEqualTo(count);
    }

    @ParameterizedTest
    @EnumSource(names = "JSON", mode = EnumSource.Mode.EXCLUDE)
    void stopsReadingAtAThousandBadRows(BulkFormat format) {
        var problem = assertProblem(post(format, body(format, Collections.nCopies(5_000, " "))), 400, "validation");
        assertThat(problem.required("errors")).hasSize(100);
        assertThat(problem.required("detail").stringValue())
                .isEqualTo("At least 1000 rows are not valid; the rest was not read.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "x\u0000y"})
    void refusesNullCharacters(String text) {
        String json = "[" + resource.bodyWith(resource.text(), "\"" + text.replace("\0", "\\u0000") + "\"") + "]";
        String error = "#/0/" + resource.text() + " null_character";
        assertInvalid(post(BulkFormat.JSON, json), error);
        assertInvalid(post(BulkFormat.CSV, body(BulkFormat.CSV, List.of(text))), error);
    }

    @Test
    void refusesHalfASurrogatePair() {
        String row = resource.bodyWith(resource.text(), "\"\\ud800\"");
        for (BulkFormat format : List.of(BulkFormat.JSON, BulkFormat.NDJSON)) {
            String body = format == BulkFormat.JSON ? "[" + row + "]" : row;
            assertInvalid(post(format, body), "#/0/" + resource.text() + " invalid_unicode");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatIsNotUtf8(BulkFormat format) {
        byte[] latin1 = body(format, List.of("caf\u00e9")).getBytes(ISO_8859_1);
        assertProblem(http.send("POST", resource.path(), latin1, "Content-Type: " + format.type), 400, "bad-encoding");
    }

    @ParameterizedTest
    @EnumSource
    void passesOverAByteOrderMark(BulkFormat format) {
        Reply created = post(format, "\ufeff" + body(format, List.of("Mark")));
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
    }

    @ParameterizedTest
    @EnumSource
    void passesOverMembersThatMeanNothingUnlessToldNotTo(BulkFormat format) {
        assertThat(post(format, bodyWith(format, "id")).status()).isEqualTo(201);
        assertThat(post(format, bodyWith(format, "id"), "Prefer: handling=strict")
                        .status())
                .isEqualTo(201);
        if (format != BulkFormat.CSV) {
            assertThat(post(format, bodyWith(format, "colour")).status()).isEqualTo(201);
            Reply strict = post(format, bodyWith(format, "colour"), "Prefer: handling=strict");
            assertInvalid(strict, "#/0/colour unknown");
            assertThat(strict.header("Preference-Applied")).isIn("", "handling=strict");
        }
    }

    /** A record with one more member. */
    private String bodyWith(BulkFormat format, String member) {
        List<String> header = new ArrayList<>(BulkFormat.header(resource));
        List<String> row = new ArrayList<>(BulkFormat.row(resource, "Known"));
        if (!header.contains(member)) {
            header.add(member);
            row.add("12");
        }
        return format.body(header, List.of(row));
    }

    @ParameterizedTest
    @EnumSource
    void takesTenMegabytesAndNoMore(BulkFormat format) {
        String body = body(format, List.of("Long"));
        String padded = body + "\n".repeat(MAX_BYTES - body.getBytes(UTF_8).length);
        assertThat(post(format, padded, MINIMAL).status()).isEqualTo(201);

        String count = count();
        assertProblem(post(format, padded + "\n"), 413, "content-too-large");
        try (RawHttp connection = RawHttp.to(service.port())) {
            connection.send("POST " + resource.path() + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + format.type
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n");
            byte[] bytes = (padded + "\n").getBytes(UTF_8);
            connection.send(Integer.toHexString(bytes.length) + "\r\n").send(bytes);
            Reply refused = connection.read(); // without waiting for the last chunk
            assertProblem(refused, 413, "content-too-large");
            assertThat(refused.header("Connection")).isEqualTo("close");
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(count()).isEqualTo(count);
    }

    @Test
    void refusesTooManyBytesBeforeTheyAreSent() {
        Reply refused = raw("POST", resource.path(), CSV, "Content-Length: " + (MAX_BYTES + 1), "Expect: 100-continue");
        assertProblem(refused, 413, "content-too-large");
    }

    @Test
    void namesTheTypesThatItTakes() {
        String types = "application/json, text/csv, application/x-ndjson";
        assertThat(http.options(resource.path()).header("Accept-Post")).isEqualTo(types);
        assertThat(assertUnsupported("Content-Type: text/plain").header("Accept-Post"))
                .isEqualTo(types);
        assertThat(assertUnsupported("Content-Type: text/csv; charset=iso-2022-jp")
                        .header("Accept-Post"))
                .isEqualTo(types);
        assertUnsupported(NDJSON, "Content-Encoding: gzip");
        assertProblem(http.post(resource.path(), "", CSV, "Accept: text/csv"), 406, "not_acceptable");
        assertProblem(http.post(resource.path() + "?x=1", "", CSV), 400, "unknown-parameter");
    }

    private Reply assertUnsupported(String... headers) {
        Reply refused = http.post(resource.path(), "x", headers);
        assertProblem(refused, 415, "unsupported_media_type");
        return refused;
    }

    private Reply post(BulkFormat format, String body, String... headers) {
        return http.post(
                resource.path(),
                body,
                Stream.concat(Stream.of("Content-Type: " + format.type), Stream.of(headers))
                        .toArray(String[]::new));
    }

    private String body(BulkFormat format, List<String> texts) {
        return format.body(resource, texts);
    }
}
