package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.ProblemAssertions.errors;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.ResourceUnderTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same text in other code points is the same text, in records and in filters (docs/contract.md: Records, Write
 * parameters).
 */
class OddTextTest extends OddCaseSuite {

    private String mark;

    @BeforeEach
    void chooseMark() {
        requireText();
        mark = resource.mark(8);
    }

    /** Each spelling holds the mark of this test in place of its M. */
    @ParameterizedTest
    @CsvSource({
        "Me\u0301clair, M\u00e9clair",
        "M\u00e9clair, Me\u0301clair",
        "MA\u030angstrom, M\u212bngstrom",
        "M\u1112\u1161\u11ab, M\ud55c",
        "'MZebra \u200b', \ufeffMZebra",
        "\u202aMZebra\u202c, MZebra",
        "MZebra, '\u00a0MZebra\u2003'"
    })
    void findsTextHoweverItIsSpelt(String stored, String spelling) {
        String wanted = spelling.replace("M", mark);
        String first = create(resource.body(stored.replace("M", mark), resource.maxNumber()))
                .id();
        String second = create(resource.body(wanted, resource.maxNumber())).id();
        String text = resource.text();
        for (String parameter : List.of(
                "q",
                text,
                text + "__in",
                text + "__gte",
                text + "__contains",
                text + "__icontains",
                text + "__startswith",
                text + "__istartswith")) {
            Reply found = http.get(resource.path()
                    + Http.query(parameter, wanted, "q", mark, "id__in", first + "," + second, "fields", "id")
                            .replace("&q=" + mark, parameter.equals("q") ? "" : "&q=" + mark));
            assertThat(found.column("id")).as(parameter).containsExactlyInAnyOrder(first, second);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200b", "\ufeff \u2060", "\u3164", "\u2800", "\u0007", "\u034f"})
    void takesTextWithNothingToSeeForBlank(String nothing) {
        String count = count();
        String body = resource.bodyWith(
                resource.text(), ResourceUnderTest.quote(nothing).replace("\u0007", "\\u0007"));
        var problem = assertProblem(http.post(resource.path(), body), 400, "validation");
        assertThat(errors(problem, "pointer")).containsExactly("#/" + resource.text() + " blank");
        assertThat(count()).isEqualTo(count);
        assertThat(http.get(resource.path() + Http.query(resource.text(), nothing, "limit", "1"))
                        .json())
                .hasSize(1);
    }

    @Test
    void writesTextInOneFormWhereverItComesFrom() {
        String decomposed = "\u200b" + mark + " cafe\u0301 ";
        String composed = mark + " caf\u00e9";
        String body = resource.body(decomposed, resource.maxNumber());
        Reply one = create(body);
        assertThat(one.json().required(resource.text()).stringValue()).isEqualTo(composed);
        assertThat(http.put(resource.path(one.id()), body).etag()).isEqualTo(one.etag());
        for (BulkFormat format : BulkFormat.values()) {
            Reply many = http.post(
                    resource.path(), format.body(resource, List.of(decomposed)), "Content-Type: " + format.type);
            assertThat(many.column(resource.text())).containsExactly(composed);
        }
    }

    @Test
    void refusesRunsOfCombiningMarksThatNoLanguageHas() {
        String marks = mark + "\u0301\u0316".repeat(16);
        var problem = assertProblem(http.post(resource.path(), resource.body(marks, resource.maxNumber())), 400);
        assertThat(errors(problem, "pointer")).containsExactly("#/" + resource.text() + " invalid_unicode");
        problem = assertProblem(http.get(resource.path() + Http.query("q", marks)), 400);
        assertThat(errors(problem, "parameter")).containsExactly("q invalid_unicode");
    }
}
