package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.ProblemAssertions.errors;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.ResourceUnderTest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Odd cursors, tried on five records that share a prefix of their own. */
class OddCursorTest extends OddCaseSuite {

    private String prefix;
    private List<Reply> records;

    @BeforeEach
    void createFiveRecords() {
        requireText();
        prefix = resource.mark(2);
        records = IntStream.range(0, 5)
                .mapToObj(i -> create(resource.body(prefix + " " + i, resource.minNumber() + i)))
                .toList();
    }

    @Test
    void refusesTruncatedCursors() {
        String cursor = cursor();
        for (int length = 1; length < cursor.length(); length++) {
            Reply refused = http.get(list("cursor", cursor.substring(0, length)));
            assertProblem(refused, 400, "invalid-cursor");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "!!!", "AAAA", "\u00e4", "gICA", "bnVsbA==", "e30"})
    void refusesUndecodableCursors(String cursor) {
        var problem = assertProblem(http.get(list("cursor", cursor)), 400, "invalid-cursor");
        assertThat(errors(problem, "parameter")).containsExactly("cursor invalid-cursor");
    }

    @Test
    void refusesCursorsOfOtherResources() {
        for (ResourceUnderTest other : ResourceUnderTest.ALL) {
            if (!other.path().equals(resource.path())) {
                http.post(other.path(), other.of(http).body());
                http.post(other.path(), other.of(http).body());
                String cursor = cursorOf(http.get(other.path() + "?limit=1"));
                assertProblem(http.get(resource.path() + Http.query("cursor", cursor)), 400, "invalid-cursor");
            }
        }
    }

    @Test
    void refusesCursorsOfOtherQuestions() {
        String cursor = cursor();
        assertProblem(http.get(list("cursor", cursor, "q", prefix)), 400, "cursor-mismatch");
        assertProblem(
                http.get(list("cursor", cursor, resource.sort(), resource.hasNumber() ? "7" : resource.absentId())),
                400,
                "cursor-mismatch");
        String otherSort = Http.query(filter(), prefix, "sort", "-" + resource.sort(), "cursor", cursor);
        assertProblem(http.get(resource.path() + otherSort), 400, "cursor-mismatch");
        String otherFilter = Http.query(filter(), prefix + "x", "sort", resource.sort(), "cursor", cursor);
        assertProblem(http.get(resource.path() + otherFilter), 400, "cursor-mismatch");
        String noFilter = Http.query("sort", resource.sort(), "cursor", cursor);
        assertProblem(http.get(resource.path() + noFilter), 400, "cursor-mismatch");
    }

    /** Values are normalised before they are compared, and an empty parameter is none. */
    @Test
    void takesCursorsOfTheSameQuestionInAnotherSpelling() {
        String cursor = cursor();
        String next = http.get(list("cursor", cursor)).text();
        String spaced = Http.query(filter(), prefix + " ", "sort", " " + resource.sort() + ",", "cursor", cursor);
        assertThat(http.get(resource.path() + spaced).text()).isEqualTo(next);
        assertThat(http.get(list("cursor", "")).column("id"))
                .isEqualTo(http.get(list("q", "")).column("id"));
    }

    @Test
    void honoursOtherLimitAndFields() {
        String cursor = cursor();
        Reply wider = http.get(list("cursor", cursor, "limit", "10", "fields", "id"));
        assertThat(wider.column("id")).isEqualTo(ids(2, 5));
        assertThat(wider.json().required(0).propertyNames()).containsExactly("id");
        assertThat(http.get(list("cursor", cursor)).column("id")).isEqualTo(ids(2, 5));
    }

    @Test
    void goesOnBehindARecordThatWasDeletedMeanwhile() {
        String cursor = cursor();
        http.delete(resource.path(records.get(1).id()));
        http.delete(resource.path(records.get(2).id()));
        assertThat(http.get(list("cursor", cursor, "limit", "2")).column("id")).isEqualTo(ids(3, 5));
    }

    @Test
    void refusesOffsetBesideCursor() {
        assertProblem(http.get(list("cursor", cursor(), "offset", "1")), 400);
    }

    /** Points behind the second of the five. */
    private String cursor() {
        return cursorOf(http.get(list("limit", "2")));
    }

    private static String cursorOf(Reply page) {
        String next = page.link("next");
        assertThat(next).isNotNull();
        return next.replaceFirst(".*[?&]cursor=([^&]*).*", "$1");
    }

    private String list(String... more) {
        String wanted = Http.query(filter(), prefix, "sort", resource.sort());
        return resource.path() + wanted + Http.query(more).replace('?', '&');
    }

    private String filter() {
        return resource.text() + "__startswith";
    }

    private List<String> ids(int from, int to) {
        return records.subList(from, to).stream().map(Reply::id).toList();
    }
}
