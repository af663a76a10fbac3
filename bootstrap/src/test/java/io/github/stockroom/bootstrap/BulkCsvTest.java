package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertInvalid;
import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.ProblemAssertions.errors;
import static io.github.stockroom.bootstrap.testing.ProblemAssertions.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Many records as CSV: what its first row names, and what its quotes and empty cells mean (docs/contract.md: Create
 * many records).
 */
class BulkCsvTest extends OddCaseSuite {

    @BeforeEach
    void needText() {
        requireText();
    }

    @Test
    void aQuotedCellMaySpanLines() {
        String header = String.join(",", header()) + "\n";
        String body = header + csvRow("\"a\nb\n\"\"c\"\"\"") + "\n" + csvRow("\" \"") + "\n";
        var problem = assertInvalid(csv(body), "#/1/" + resource.text() + " blank");
        assertThat(lines(problem)).containsExactly(5);

        Reply created = csv(header + csvRow("\"a\nb\n\"\"c\"\"\""));
        assertThat(created.column(resource.text())).containsExactly("a\nb\n\"c\"");
    }

    @Test
    void theFirstRowOfCsvNamesFields() {
        String name = resource.text();
        String others = header().stream().filter(field -> !field.equals(name)).collect(Collectors.joining(","));
        assertThat(errors(assertProblem(csv(others + "\n"), 400, "invalid-columns"), "pointer"))
                .containsExactly("#/" + name + " required");
        String wrong = name + "," + name + "," + others + ",Colour\n";
        assertThat(errors(assertProblem(csv(wrong), 400, "invalid-columns"), "pointer"))
                .containsExactly("#/" + name + " duplicate", "#/Colour unknown");
        assertProblem(csv(""), 400, "empty-body");
        assertProblem(csv("\n"), 400, "empty-body");
    }

    @Test
    void namesCsvRowsWithTooManyOrTooFewCells() {
        String body = String.join(",", header()) + "\n" + csvRow("A") + ",x\nlonely\n\n" + csvRow("B") + "\n";
        var problem = assertInvalid(csv(body), "#/0 cells", "#/1 cells");
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
        String empty = resource.nullable().stream()
                .map(field -> resource.emptiable().contains(field) ? ",\"\"" : ",")
                .collect(Collectors.joining());
        Reply created = csv(String.join(",", header) + "\n" + csvRow("Null")
                + ",".repeat(resource.nullable().size()) + "\n" + csvRow("Empty text") + empty + "\n");
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        for (String field : resource.nullable()) {
            assertThat(created.json().get(0).required(field).isNull()).isTrue();
        }
        for (String field : resource.emptiable()) {
            assertThat(created.json().get(1).required(field).stringValue()).isEmpty();
        }
        assertInvalid(csv(String.join(",", header()) + "\n" + csvRow("")), "#/0/" + resource.text() + " required");
    }

    private Reply csv(String body) {
        return http.post(resource.path(), body, "Content-Type: text/csv");
    }

    private List<String> header() {
        return BulkFormat.header(resource);
    }

    private String csvRow(String text) {
        return String.join(",", BulkFormat.row(resource, text));
    }
}
