package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertCommonHeaders;
import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.ProblemAssertions.errors;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.Reply;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Lists as files of CSV and NDJSON (docs/contract.md: Exports), for every resource on every database. */
class ExportTest extends OddCaseSuite {

    private static final String CSV = "text/csv;charset=utf-8;header=present";

    /** Told apart from the records of other tests. */
    private String mark;

    @BeforeEach
    void chooseMark() {
        requireText();
        mark = resource.mark(6);
    }

    @Test
    void aListIsCsvOrNdjsonWhenAskedByAcceptOrFormat() {
        Reply first = create(body("a", 0));
        Reply second = create(body(",\"", 1).replace(",\\\"", ",\\\"\\r\\nd"));
        for (Reply csv : List.of(
                http.get(mine(), "Accept: text/csv"),
                http.get(mine() + "&format=csv"),
                http.get(mine() + "&format=csv", "Accept: application/json"),
                http.get(mine(), "Accept: text/csv, application/json;q=0.9"))) {
            assertExport(csv, CSV, "csv");
            assertThat(csv.text()).isEqualTo(String.join(",", resource.members()) + "\r\n" + row(first) + row(second));
        }
        for (Reply ndjson :
                List.of(http.get(mine(), "Accept: application/x-ndjson"), http.get(mine() + "&format=ndjson"))) {
            assertExport(ndjson, "application/x-ndjson", "ndjson");
            assertThat(ndjson.text()).isEqualTo(first.text() + "\n" + second.text() + "\n");
        }
        for (Reply json : List.of(
                http.get(mine() + "&format=json"), http.get(mine(), "Accept: text/csv;q=0.5, application/json"))) {
            assertThat(json.header("Content-Type")).isEqualTo("application/json");
            assertThat(json.has("Content-Disposition")).isFalse();
            assertThat(json.text()).isEqualTo("[" + first.text() + "," + second.text() + "]");
        }
    }

    @Test
    void headHasTheHeaderFieldsOfGet() {
        create(body("a", 0));
        for (String format : List.of("csv", "ndjson")) {
            Reply get = http.get(mine() + "&format=" + format, "Prefer: count=exact");
            Reply head = http.head(mine() + "&format=" + format, "Prefer: count=exact");
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            for (String field : List.of(
                    "Content-Type",
                    "Content-Disposition",
                    "Content-Length",
                    "Cache-Control",
                    "X-Total-Count",
                    "Preference-Applied")) {
                assertThat(head.header(field)).as(field).isEqualTo(get.header(field));
            }
            assertThat(get.header("X-Total-Count")).isEqualTo("1");
        }
    }

    @Test
    void everythingThatShapesAListShapesAnExport() {
        for (int i = 0; i < 5; i++) {
            create(body("n" + i, i));
        }
        String shown = "&fields=" + resource.text() + "," + resource.sort() + "&sort=-" + resource.sort();
        String csv = resource.path() + "?q=" + mark + shown + "&format=csv";
        String header = http.get(csv.replace(mark, mark + "none")).text();
        assertThat(header.split(",")).hasSize(2);
        assertThat(http.get(csv + "&offset=1").text()).startsWith(header).hasLineCount(5);
        Reply page = http.get(csv + "&limit=2");
        assertThat(page.text()).hasLineCount(3).contains("n4", "n3");
        Reply next = http.get(page.link("next"));
        assertExport(next, CSV, "csv");
        assertThat(next.text()).startsWith(header).hasLineCount(3).contains("n2", "n1");
        assertThat(http.get(mine() + "&format=ndjson&limit=1&" + resource.text() + "__contains=n3")
                        .text())
                .hasLineCount(1)
                .contains("n3");
    }

    @Test
    void nothingIsAHeaderRowAndNoLinesAtAll() {
        assertThat(http.get(mine() + "&format=csv").text()).isEqualTo(String.join(",", resource.members()) + "\r\n");
        assertThat(http.get(mine() + "&format=ndjson").text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@x", "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20x"})
    void cellsAreAlteredOnlyWhenSpreadsheetsAreFeared(String start) {
        String text = start + " " + mark;
        create(resource.body(text, resource.minNumber()));
        String csv = resource.path() + Http.query("q", mark, "fields", resource.text(), "format", "csv");
        assertThat(http.get(csv).text()).isEqualTo(resource.text() + "\r\n" + text + "\r\n");
        assertThat(http.get(csv + "&csv_safe=false").text())
                .isEqualTo(http.get(csv).text());
        for (String yes : List.of("true", "1", "YES", "on")) {
            assertThat(http.get(csv + "&csv_safe=" + yes).text()).isEqualTo(resource.text() + "\r\n'" + text + "\r\n");
        }
    }

    @Test
    void nullIsAnEmptyCell() {
        create(body("a", 0));
        for (String field : resource.nullable()) {
            String list = mine() + "&format=csv&fields=" + field + "," + resource.text();
            assertThat(http.get(list).text().lines().skip(1)).first().isIn(mark + " a,", "," + mark + " a");
        }
    }

    @Test
    void nullIsAnEmptyCellAndEmptyTextAPairOfQuotes() {
        for (String field : resource.emptiable()) {
            create(body("a", 0).replaceFirst("}$", ",\"" + field + "\":null}"));
            create(body("b", 1).replaceFirst("}$", ",\"" + field + "\":\"\"}"));
            String list = mine() + "&format=csv&fields=" + field;
            assertThat(http.get(list + "," + resource.text()).text().lines().map(l -> l.replaceAll(mark + " \\w", "x")))
                    .contains("x,", "x,\"\"");
            assertThat(http.get(list).text()).isEqualTo(field + "\r\n\"\"\r\n\"\"\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "format=xml, format invalid",
        "format=CSV, format invalid",
        "csv_safe=true, csv_safe invalid",
        "csv_safe=true&format=ndjson, csv_safe invalid",
        "csv_safe=maybe&format=csv, csv_safe invalid",
        "format=csv&limit=0, limit invalid",
        "format=csv&format=csv, format duplicate-parameter"
    })
    void badParametersAreProblems(String query, String error) {
        Reply refused = http.get(resource.path() + "?" + query);
        JsonNode problem = assertProblem(refused, 400);
        assertThat(errors(problem, "parameter").get(0)).startsWith(error.split(" ")[0]);
        assertThat(refused.has("Content-Disposition")).isFalse();
    }

    @Test
    void recordsAndWritesAreJsonOnly() {
        Reply record = create(body("a", 0));
        assertProblem(http.get(resource.path(record.id()) + "?format=csv"), 400);
        assertProblem(http.get(resource.path(record.id()), "Accept: text/csv"), 406, "not_acceptable");
        assertProblem(http.post(resource.path(), body("b", 0), "Accept: text/csv"), 406, "not_acceptable");
        assertProblem(http.get(resource.path(), "Accept: text/csv;q=0, application/xml"), 406, "not_acceptable");
    }

    private void assertExport(Reply reply, String type, String extension) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        assertCommonHeaders(reply);
        assertThat(reply.header("Content-Type")).isEqualTo(type);
        assertThat(reply.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"" + fileName() + "." + extension + "\"");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(reply.has("ETag")).isFalse();
    }

    private String fileName() {
        return RecordResources.ALL.stream()
                .filter(records -> records.operations().path().equals(resource.path()))
                .findFirst()
                .orElseThrow()
                .name();
    }

    /** The records of this test, in the order of their creation. */
    private String mine() {
        return resource.path() + "?q=" + mark + "&sort=" + (resource.hasNumber() ? resource.number() + ",id" : "id");
    }

    private String body(String text, int number) {
        return resource.body(mark + " " + text, resource.minNumber() + number);
    }

    /** A record as a line of CSV. */
    private String row(Reply record) {
        List<String> cells = resource.members().stream()
                .map(member -> record.json().required(member))
                .map(value -> value.isNull() ? "" : value.asString())
                .map(text -> text.matches("(?s).*[\",\r\n].*") ? "\"" + text.replace("\"", "\"\"") + "\"" : text)
                .toList();
        return String.join(",", cells) + "\r\n";
    }
}
