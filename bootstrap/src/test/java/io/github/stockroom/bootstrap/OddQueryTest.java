package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.ProblemAssertions.errors;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Odd query strings, and what is too long. */
class OddQueryTest extends OddCaseSuite {

    @Test
    void refusesUnknownParametersAndNamesTheAllowedOnes() {
        requireText();
        JsonNode problem = assertProblem(http.get(resource.path() + "?colour=red"), 400, "unknown-parameter");
        assertThat(errors(problem, "parameter")).containsExactly("colour unknown-parameter");
        assertThat(problem.required("errors").required(0).required("detail").stringValue())
                .contains(resource.members())
                .contains("limit", "sort", resource.text() + "__contains");
    }

    @Test
    void refusesUnknownParametersOfRecordsBeforeAnythingIsWritten() {
        Reply record = create();
        String target = resource.path(record.id()) + "?colour=red";
        String count = count();
        assertProblem(http.get(target), 400, "unknown-parameter");
        assertProblem(http.put(target, resource.body("Pear", resource.maxNumber())), 400, "unknown-parameter");
        assertProblem(http.patch(target, resource.body("Pear", resource.maxNumber())), 400, "unknown-parameter");
        assertProblem(http.delete(target), 400, "unknown-parameter");
        assertProblem(http.post(resource.path() + "?colour=red", resource.body()), 400, "unknown-parameter");
        assertThat(count()).isEqualTo(count);
        assertUnchanged(record);
    }

    @Test
    void refusesTheSameParameterTwice() {
        requireText();
        String twice = resource.text() + "=a&" + resource.text() + "=b";
        JsonNode problem = assertProblem(http.get(resource.path() + "?" + twice), 400, "duplicate-parameter");
        assertThat(errors(problem, "parameter")).containsExactly(resource.text() + " duplicate-parameter");
        assertProblem(http.get(resource.path() + "?limit=1&limit=1"), 400, "duplicate-parameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%ZZ", "%C3%28", "%FF", "%C0%AF", "%ED%A0%80", "\u00ff"})
    void refusesBadEncoding(String value) {
        assertProblem(raw("GET", resource.path() + "?q=" + value), 400, "bad-encoding");
        assertProblem(raw("GET", resource.path() + "?" + value + "=1"), 400, "bad-encoding");
        assertProblem(raw("GET", resource.path() + "/" + resource.absentId() + "?q=" + value), 400, "bad-encoding");
    }

    @Test
    void refusesTheNullCharacter() {
        requireText();
        assertProblem(http.get(resource.path() + "?q=a%00b"), 400, "null_character");
        assertProblem(http.get(resource.path() + "?" + resource.text() + "=%00"), 400, "null_character");
        assertProblem(http.get(resource.path() + "?" + resource.text() + "__in=a,%00"), 400, "null_character");
    }

    @Test
    void ignoresWhatToolsAppendToLinks() {
        String ignored = "_=1700000000&utm_source=mail&utm_campaign=a&fbclid=x&format=json";
        assertThat(http.get(resource.path() + "?limit=1&" + ignored).status()).isEqualTo(200);
        Reply record = create();
        assertThat(http.get(resource.path(record.id()) + "?" + ignored).text()).isEqualTo(record.text());
    }

    @Test
    void lenientHandlingIgnoresUnknownParameters() {
        Reply lenient = http.get(resource.path() + "?limit=1&colour=red", "Prefer: handling=lenient");
        assertThat(lenient.status()).isEqualTo(200);
        assertThat(lenient.header("Preference-Applied")).isEqualTo("handling=lenient");
    }

    @Test
    void refusesOverlongUrls() {
        String longest = resource.path() + "?limit=1&_=";
        String fill = "x".repeat(8 * 1024 - longest.length());
        assertThat(raw("GET", longest + fill).status()).isEqualTo(200);
        assertProblem(raw("GET", longest + fill + "x"), 414, "uri-too-long");
        Reply beyondTheHead = raw("GET", longest + fill.repeat(3));
        assertProblem(beyondTheHead, 414, "uri-too-long");
        assertThat(beyondTheHead.header("Connection")).isEqualTo("close");
        assertProblem(raw("GET", "/" + "x".repeat(8 * 1024)), 414, "uri-too-long");
    }

    @Test
    void refusesOverlongHeaders() {
        assertThat(raw("GET", resource.path() + "?limit=1", "X-Long: " + "x".repeat(12 * 1024))
                        .status())
                .isEqualTo(200);
        Reply refused = raw("GET", resource.path() + "?limit=1", "X-Long: " + "x".repeat(17 * 1024));
        assertProblem(refused, 431);
        assertThat(refused.header("Connection")).isEqualTo("close");
    }
}
