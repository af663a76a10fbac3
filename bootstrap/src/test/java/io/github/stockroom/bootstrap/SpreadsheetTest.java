package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertInvalid;
import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.ProblemAssertions.errors;
import static io.github.stockroom.bootstrap.testing.ProblemAssertions.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.Reply;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tables as spreadsheets write and read them (docs/contract.md: CSV from spreadsheets, Exports), for every resource on
 * every database.
 */
class SpreadsheetTest extends OddCaseSuite {

    private static final String CSV = "Content-Type: text/csv";

    private String mark;

    @BeforeEach
    void chooseMark() {
        requireText();
        mark = resource.mark(5);
    }

    /** Excel separates with what the system is set to (Directus#15874). */
    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void findsTheSeparatorInTheHeader(String separator) {
        assertCreated(table(separator, "a,b;c").replace("\n", "\r\n"), "a,b;c");
        assertCreated("\"" + table(separator, "a,b;c").replaceFirst(separator, "\"" + separator), "a,b;c");
    }

    @ParameterizedTest
    @ValueSource(strings = {";", ",", "\t", "|", "^"})
    void obeysTheLineThatNamesTheSeparator(String separator) {
        assertCreated("sep=" + separator + "\r\n" + table(separator, "a"), "a");
        assertCreated("\"sep=" + separator + "\"\n" + table(separator, "a"), "a");
        Reply refused = post("SEP=" + separator + "\n" + table(separator, " "));
        assertThat(lines(assertProblem(refused, 400))).containsExactly(3);
    }

    /** Of a table that does not begin in the first row, and of exporters that end each line with a separator. */
    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void passesOverEmptyCellsAroundTheTable(String separator) {
        assertCreated(separator.repeat(2) + "\r\n\n" + table(separator, "a"), "a");
        assertCreated("sep=" + separator + "\n" + separator + "\n" + table(separator, "a"), "a");
        String wide = table(separator, "a").stripTrailing() + separator.repeat(2);
        assertCreated(wide + "\n", "a");
        Reply refused = post(wide + "x\n");
        assertThat(errors(assertProblem(refused, 400), "pointer")).containsExactly("#/0 cells");
    }

    @Test
    void readsNamesInUpperCaseAndWithSpaceAroundThem() {
        String table = table(",", "a");
        int end = table.indexOf('\n');
        String names = table.substring(0, end).toUpperCase(Locale.ROOT).replace(",", "\u00a0, ");
        assertCreated("\u200b" + names + " \u00a0" + table.substring(end), "a");
        String doubled = table.substring(0, end) + "," + resource.text().toUpperCase(Locale.ROOT);
        var problem = assertProblem(post(doubled + table.substring(end)), 400, "invalid-columns");
        assertThat(errors(problem, "pointer")).containsExactly("#/" + resource.text() + " duplicate");
    }

    @Test
    void passesOverColumnsWithoutANameAndRowsWithoutAValue() {
        String table = table(",", "a");
        String wider = table.replace("\n", ",,\n");
        assertCreated(wider + ",".repeat(BulkFormat.header(resource).size() + 1) + "\n\n", "a");
        Reply refused = post(wider.replaceFirst(",,\n$", ",,x\n"));
        assertInvalid(refused, "#/0 unnamed");
        assertThat(refused.text()).contains("\"line\":2");
    }

    @Test
    void passesOverUnknownColumnsOnRequestOnly() {
        String table = table(",", "a").replaceFirst("\n", ",colour\n").replaceFirst("\n$", ",red\n");
        var problem = assertProblem(post(table), 400, "invalid-columns");
        assertThat(errors(problem, "pointer")).containsExactly("#/colour unknown");
        Reply created = post(table, "Prefer: handling=lenient");
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        assertThat(created.header("Preference-Applied")).isEqualTo("handling=lenient");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "windows-1252",
                "iso-8859-1",
                "ISO-8859-15",
                "utf-16",
                "utf-16le",
                "\"Windows-1252\"",
                "cp1252",
                "utf8"
            })
    void readsTheCharacterSetThatIsDeclared(String charset) {
        byte[] table = table(";", "caf\u00e9").getBytes(Charset.forName(charset.replace("\"", "")));
        Reply created = http.send("POST", resource.path(), table, CSV + "; charset=" + charset);
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        assertThat(created.column(resource.text())).containsExactly(mark + "caf\u00e9");
    }

    /** Excel's "Unicode text" is UTF-16 with a byte order mark and tabs. */
    @Test
    void believesAByteOrderMark() {
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            for (String declared : List.of("", "; charset=windows-1252")) {
                byte[] table = ("\ufeff" + table("\t", "caf\u00e9\ud83c\udf4e")).getBytes(charset);
                Reply created = http.send("POST", resource.path(), table, CSV + declared);
                assertThat(created.status()).as(created.toString()).isEqualTo(201);
                assertThat(created.column(resource.text())).containsExactly(mark + "caf\u00e9\ud83c\udf4e");
            }
        }
    }

    @Test
    void namesTheLinesThatAreNotUtf8AndTheWayOut() {
        String count = count();
        byte[] table = (table(",", "fine") + row(",", "caf\u00e9") + row(",", "fine") + row(",", "\u20ac"))
                .getBytes(Charset.forName("windows-1252"));
        var problem = assertProblem(http.send("POST", resource.path(), table, CSV), 400, "bad-encoding");
        assertThat(lines(problem)).containsExactly(3, 5);
        assertThat(problem.required("detail").stringValue()).contains("CSV UTF-8", "windows-1252");
        byte[] names = ("\u00e9," + table(",", "a")).getBytes(StandardCharsets.ISO_8859_1);
        problem = assertProblem(http.send("POST", resource.path(), names, CSV), 400, "bad-encoding");
        assertThat(problem.required("detail").stringValue()).contains("Line 1", "CSV UTF-8");
        assertThat(count()).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-7", "iso-2022-jp", "klingon", "x"})
    void refusesCharacterSetsThatSpreadsheetsDoNotWrite(String charset) {
        Reply refused = post(table(",", "a"), "Content-Type: text/csv; charset=" + charset);
        assertThat(assertProblem(refused, 415, "unsupported_media_type")
                        .required("detail")
                        .stringValue())
                .contains("windows-1252");
    }

    /** Excel reads UTF-8 without a byte order mark as the character set of its machine (SQLPage#528). */
    @Test
    void writesAByteOrderMarkAndAnotherSeparatorOnRequest() {
        Reply created = create(resource.body(mark + " a;\u00e9", resource.minNumber()));
        String list =
                resource.path() + "?q=" + mark + "&fields=" + resource.text() + "," + resource.sort() + "&format=csv";
        String names = BulkFormat.header(resource).contains(resource.text())
                ? http.get(list).text().lines().findFirst().orElseThrow()
                : "";
        String plain = http.get(list).text();
        assertThat(http.get(list + "&csv_bom=1").text()).isEqualTo("\ufeff" + plain);
        for (String semicolon : List.of("semicolon", "%3B", ";")) {
            Reply export = http.get(list + "&csv_separator=" + semicolon);
            assertThat(export.text()).startsWith(names.replace(",", ";")).contains("\"" + mark + " a;\u00e9\"");
            assertThat(export.header("Content-Type")).isEqualTo("text/csv;charset=utf-8;header=present");
        }
        assertThat(http.get(list + "&csv_separator=tab").text()).startsWith(names.replace(",", "\t"));
        assertThat(http.get(list + "&csv_separator=comma&csv_bom=no").text()).isEqualTo(plain);
        String all = resource.path() + "?q=" + mark + "&format=csv&csv_bom=true&csv_separator=semicolon";
        String exported = http.get(all).text();
        http.delete(resource.path(created.id())); // its unique values are free then
        assertThat(post(exported).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"format=csv&csv_separator=x", "csv_separator=semicolon", "csv_bom=1", "format=ndjson&csv_bom=1"})
    void refusesOptionsOfCsvThatMeanNothing(String query) {
        assertProblem(http.get(resource.path() + "?limit=1&" + query), 400, "invalid-parameter");
    }

    @Test
    void compressesCsvAsEverythingElse() {
        for (int i = 0; i < 300; i++) {
            create(resource.body(
                    resource.fitting(mark + " is a text that can be compressed " + i), resource.minNumber()));
        }
        for (String format : List.of("csv", "ndjson", "json", "csv&csv_bom=1")) {
            Reply list = RawHttp.request(
                    service.port(),
                    "GET",
                    resource.path() + "?q=" + mark + "&format=" + format,
                    "Accept-Encoding: gzip");
            assertThat(list.header("Content-Encoding")).as(format).isEqualTo("gzip");
        }
    }

    private void assertCreated(String table, String text) {
        Reply created = post(table);
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        assertThat(created.column(resource.text())).containsExactly(mark + text);
    }

    private Reply post(String table, String... headers) {
        String[] all = headers.length > 0 && headers[0].startsWith("Content-Type")
                ? headers
                : Stream.concat(Stream.of(CSV), Stream.of(headers)).toArray(String[]::new);
        return http.post(resource.path(), table, all);
    }

    private String table(String separator, String text) {
        return String.join(separator, BulkFormat.header(resource)) + "\n" + row(separator, text);
    }

    private String row(String separator, String text) {
        List<String> cells = BulkFormat.row(resource, text.isBlank() ? text : mark + text).stream()
                .map(cell -> cell.contains(separator) ? "\"" + cell + "\"" : cell)
                .toList();
        return String.join(separator, cells) + "\n";
    }
}
