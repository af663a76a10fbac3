package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.ResourceUnderTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Many records in one POST: all of them or none (API.md 2.2). */
class BulkTest extends OddCaseSuite {

    private static final String CSV = "Content-Type: text/csv";
    private static final String NDJSON = "Content-Type: application/x-ndjson";
    private static final String MINIMAL = "Prefer: return=minimal";
    private static final int MAX_ROWS = 1_000;
    private static final int MAX_BYTES = 10_000_000;

    /** The three ways to write down many records. */
    enum Format {
        JSON("application/json") {
            @Override
            String body(List<String> header, List<List<String>> rows) {
                return "[" + String.join(",", objects(header, rows)) + "]";
            }
        },
        CSV("text/csv; charset=utf-8") {
            @Override
            String body(List<String> header, List<List<String>> rows) {
                return Stream.concat(Stream.of(header), rows.stream())
                        .map(cells -> cells.stream().map(Format::cell).collect(Collectors.joining(",")) + "\r\n")
                        .collect(Collectors.joining());
            }
        },
        NDJSON("application/x-ndjson") {
            @Override
            String body(List<String> header, List<List<String>> rows) {
                return String.join("\n", objects(header, rows));
            }
        };

        private final String type;

        Format(String type) {
            this.type = type;
        }

        abstract String body(List<String> header, List<List<String>> rows);

        private static List<String> objects(List<String> header, List<List<String>> rows) {
            return rows.stream()
                    .map(cells -> IntStream.range(0, cells.size())
                            .mapToObj(i -> ResourceUnderTest.quote(header.get(i)) + ":"
                                    + ResourceUnderTest.quote(cells.get(i)))
                            .collect(Collectors.joining(",", "{", "}")))
                    .toList();
        }

        private static String cell(String text) {
            return "\"" + text.replace("\"", "\"\"") + "\"";
        }
    }

    @ParameterizedTest
    @EnumSource
    void createsAllInOrder(Format format) {
        List<String> texts = IntStream.range(0, 1_500)
                .mapToObj(i -> i == 7 ? "Crème, \"brûlée\"" : "Row " + i)
                .limit(format == Format.JSON ? MAX_ROWS : 1_500)
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
    void saysHowManyIfThatIsEnough(Format format) {
        Reply created = post(format, body(format, List.of("A", "B", "C")), MINIMAL);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text()).isEqualTo("{\"created\":3}");
        assertThat(created.header("Preference-Applied")).isEqualTo("return=minimal");
    }

    @ParameterizedTest
    @EnumSource
    void creatingNoneIsNoMistake(Format format) {
        String count = count();
        Reply none = post(format, body(format, List.of()));
        assertThat(none.status()).as(none.toString()).isEqualTo(201);
        assertThat(none.text()).isEqualTo("[]");
        assertThat(post(format, body(format, List.of()), MINIMAL).text()).isEqualTo("{\"created\":0}");
        assertThat(count()).isEqualTo(count);
    }

    @ParameterizedTest
    @EnumSource
    void namesEveryBadRowAndCreatesNone(Format format) {
        String count = count();
        List<String> texts = new ArrayList<>(Collections.nCopies(1_000, "Fine"));
        texts.set(3, " ");
        texts.set(999, "x".repeat(resource.maxText() + 1));

        var problem = assertProblem(post(format, body(format, texts)), 400, "validation");

        assertThat(problem.required("detail").stringValue()).isEqualTo("2 rows are not valid.");
        assertThat(pointers(problem))
                .containsExactly("#/3/" + resource.text() + " blank", "#/999/" + resource.text() + " max_length");
        if (format == Format.JSON) {
            assertThat(problem.required("errors").get(0).has("line")).isFalse();
        } else {
            int before = format == Format.CSV ? 2 : 1;
            assertThat(problem.required("errors").get(0).required("line").intValue())
                    .isEqualTo(3 + before);
            assertThat(problem.required("errors").get(1).required("line").intValue())
                    .isEqualTo(999 + before);
        }
        assertThat(count()).isEqualTo(count);
    }

    @ParameterizedTest
    @EnumSource
    void namesAHundredMistakesAtMost(Format format) {
        String count = count();
        var problem = assertProblem(post(format, body(format, Collections.nCopies(300, " "))), 400, "validation");
        assertThat(problem.required("errors")).hasSize(100);
        assertThat(problem.required("detail").stringValue()).isEqualTo("300 rows are not valid.");
        assertThat(count()).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "x\u0000y"})
    void refusesNullCharacters(String text) {
        String json = "[" + resource.bodyWith(resource.text(), "\"" + text.replace("\0", "\\u0000") + "\"") + "]";
        assertThat(pointers(assertProblem(post(Format.JSON, json), 400, "validation")))
                .containsExactly("#/0/" + resource.text() + " null_character");
        assertThat(pointers(assertProblem(post(Format.CSV, body(Format.CSV, List.of(text))), 400, "validation")))
                .containsExactly("#/0/" + resource.text() + " null_character");
    }

    @Test
    void refusesHalfASurrogatePair() {
        String row = resource.bodyWith(resource.text(), "\"\\ud800\"");
        for (Format format : List.of(Format.JSON, Format.NDJSON)) {
            String body = format == Format.JSON ? "[" + row + "]" : row;
            assertThat(pointers(assertProblem(post(format, body), 400, "validation")))
                    .containsExactly("#/0/" + resource.text() + " invalid_unicode");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatIsNotUtf8(Format format) {
        byte[] latin1 = body(format, List.of("caf\u00e9")).getBytes(ISO_8859_1);
        assertProblem(http.send("POST", resource.path(), latin1, "Content-Type: " + format.type), 400, "bad-encoding");
    }

    @ParameterizedTest
    @EnumSource
    void passesOverAByteOrderMark(Format format) {
        Reply created = post(format, "\ufeff" + body(format, List.of("Mark")));
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
    }

    @ParameterizedTest
    @EnumSource
    void passesOverMembersThatMeanNothingUnlessToldNotTo(Format format) {
        List<String> header = new ArrayList<>(header());
        header.add("id");
        List<String> row = new ArrayList<>(row("Known"));
        row.add("12");
        assertThat(post(format, format.body(header, List.of(row))).status()).isEqualTo(201);
        assertThat(post(format, format.body(header, List.of(row)), "Prefer: handling=strict")
                        .status())
                .isEqualTo(201);
        if (format != Format.CSV) {
            header.set(header.size() - 1, "colour");
            String body = format.body(header, List.of(row));
            assertThat(post(format, body).status()).isEqualTo(201);
            Reply strict = post(format, body, "Prefer: handling=strict");
            assertThat(pointers(assertProblem(strict, 400, "validation"))).containsExactly("#/0/colour unknown");
            assertThat(strict.header("Preference-Applied")).isIn("", "handling=strict");
        }
    }

    @Test
    void anArrayHasAThousandRowsAtMost() {
        String count = count();
        String tooMany = body(Format.JSON, Collections.nCopies(MAX_ROWS + 1, "Row"));
        assertProblem(post(Format.JSON, tooMany), 413, "too-many-rows");
        assertThat(count()).isEqualTo(count);
    }

    @Test
    void namesElementsThatAreNoObjects() {
        String body = "[1," + resource.body() + ",null,[" + resource.body() + "]]";
        assertThat(pointers(assertProblem(post(Format.JSON, body), 400, "validation")))
                .containsExactly("#/0 not-an-object", "#/2 not-an-object", "#/3 not-an-object");
    }

    @Test
    void anArrayIsAsStrictAsAnObject() {
        String row = resource.body();
        String deep = resource.bodyWith("other", "[".repeat(31) + "]".repeat(31));
        assertRefused("malformed-json", "[" + row, "[" + row + "] x", "[" + row + ",]", "[" + row + "}", "[", "[]]");
        assertRefused("duplicate-key", "[" + row.replace("{", "{\"x\":1,\"x\":2,") + "]");
        assertRefused("too-deep", "[" + deep + "]");
        assertThat(post(Format.JSON, " \r\n\t[" + row + "] ").status()).isEqualTo(201);
    }

    @Test
    void aLineThatIsNoRecordDoesNotHideTheOthers() {
        String row = resource.body();
        String body = "\n{\r\n" + row + "\n\n[" + row + "]\n" + row.replace("{", "{\"x\":1,\"x\":2,") + "\r\n7";
        var problem = assertProblem(post(Format.NDJSON, body), 400, "validation");
        assertThat(pointers(problem))
                .containsExactly("#/0 malformed-json", "#/2 not-an-object", "#/3 duplicate-key", "#/4 not-an-object");
        assertThat(lines(problem)).containsExactly(2, 5, 6, 7);
    }

    @Test
    void aQuotedCellMaySpanLines() {
        String header = String.join(",", header()) + "\n";
        String body = header + csvRow("\"a\nb\n\"\"c\"\"\"") + "\n" + csvRow("\" \"") + "\n";
        var problem = assertProblem(http.post(resource.path(), body, CSV), 400, "validation");
        assertThat(pointers(problem)).containsExactly("#/1/" + resource.text() + " blank");
        assertThat(lines(problem)).containsExactly(5);

        Reply created = http.post(resource.path(), header + csvRow("\"a\nb\n\"\"c\"\"\""), CSV);
        assertThat(created.column(resource.text())).containsExactly("a\nb\n\"c\"");
    }

    @Test
    void theFirstRowOfCsvNamesFields() {
        String name = resource.text();
        String others = header().stream().filter(field -> !field.equals(name)).collect(Collectors.joining(","));
        assertThat(pointers(assertProblem(csv(others + "\n"), 400, "invalid-columns")))
                .containsExactly("#/" + name + " required");
        assertThat(pointers(assertProblem(csv(name + "," + name + "," + others + ",Id\n"), 400, "invalid-columns")))
                .containsExactly("#/" + name + " duplicate", "#/Id unknown");
        assertProblem(csv(""), 400, "empty-body");
        assertProblem(csv("\n"), 400, "empty-body");
    }

    @Test
    void namesCsvRowsWithTooManyOrTooFewCells() {
        String body = String.join(",", header()) + "\n" + csvRow("A") + ",x\nlonely\n\n" + csvRow("B") + "\n";
        var problem = assertProblem(csv(body), 400, "validation");
        assertThat(pointers(problem)).containsExactly("#/0 cells", "#/1 cells");
        assertThat(lines(problem)).containsExactly(2, 3);
    }

    @Test
    void refusesQuotesThatAreNotClosed() {
        String count = count();
        String header = String.join(",", header()) + "\n";
        assertProblem(csv(header + csvRow("A") + "\n\"cut o"), 400, "malformed-csv");
        assertProblem(csv(header + "\"a\"b" + csvRow("")), 400, "malformed-csv");
        assertThat(count()).isEqualTo(count);
    }

    @Test
    void anEmptyCellIsNoValue() {
        List<String> header = new ArrayList<>(header());
        header.addAll(resource.nullable());
        int cells = resource.nullable().size();
        Reply created = csv(String.join(",", header) + "\n" + csvRow("Null") + ",".repeat(cells) + "\n"
                + csvRow("Empty text") + ",\"\"".repeat(cells) + "\n");
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        for (String field : resource.nullable()) {
            assertThat(created.json().get(0).required(field).isNull()).isTrue();
            assertThat(created.json().get(1).required(field).stringValue()).isEmpty();
        }
        assertThat(pointers(assertProblem(csv(String.join(",", header()) + "\n" + csvRow("")), 400, "validation")))
                .containsExactly("#/0/" + resource.text() + " required");
    }

    @Test
    void whatIsReadCanBeWrittenAgain() {
        Reply created = create(resource.body("Écru, \"7\"", resource.minNumber()));
        Reply again = post(Format.JSON, "[" + created.text() + "]");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.column(resource.text())).containsExactly("Écru, \"7\"");
        assertThat(again.column("id")).doesNotContain(created.id());
    }

    @ParameterizedTest
    @EnumSource
    void takesTenMegabytesAndNoMore(Format format) {
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
        assertThat(assertUnsupported("Content-Type: text/csv; charset=iso-8859-1")
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

    private void assertRefused(String code, String... bodies) {
        String count = count();
        for (String body : bodies) {
            assertProblem(post(Format.JSON, body), 400, code);
        }
        assertThat(count()).isEqualTo(count);
    }

    private Reply post(Format format, String body, String... headers) {
        return http.post(
                resource.path(),
                body,
                Stream.concat(Stream.of("Content-Type: " + format.type), Stream.of(headers))
                        .toArray(String[]::new));
    }

    private Reply csv(String body) {
        return http.post(resource.path(), body, CSV);
    }

    private String body(Format format, List<String> texts) {
        return format.body(header(), texts.stream().map(this::row).toList());
    }

    /** The required fields, the text first. */
    private List<String> header() {
        return Stream.concat(
                        Stream.of(resource.text()),
                        resource.required().stream()
                                .filter(name -> !name.equals(resource.text()))
                                .sorted())
                .toList();
    }

    private List<String> row(String text) {
        return cells(text, name -> name.equals(resource.number()) ? "7" : "Golf");
    }

    private String csvRow(String text) {
        return String.join(",", row(text));
    }

    private List<String> cells(String text, UnaryOperator<String> other) {
        return Stream.concat(Stream.of(text), header().stream().skip(1).map(other))
                .toList();
    }

    private static List<String> pointers(JsonNode problem) {
        return problem.required("errors")
                .valueStream()
                .map(error -> error.required("pointer").stringValue() + " "
                        + error.required("code").stringValue())
                .toList();
    }

    private static List<Integer> lines(JsonNode problem) {
        return problem.required("errors")
                .valueStream()
                .map(error -> error.required("line").intValue())
                .toList();
    }
}
