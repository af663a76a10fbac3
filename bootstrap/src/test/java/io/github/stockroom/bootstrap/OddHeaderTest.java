package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Odd header fields. */
class OddHeaderTest extends OddCaseSuite {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/xml",
                "text/html",
                "application/json;q=0",
                "application/json;q=0, */*;q=0.0",
                "image/*",
                "text/csv;q=0, application/*;q=0"
            })
    void refusesToAnswerInAnythingButJson(String accept) {
        Reply record = create();
        String count = count();
        String header = "Accept: " + accept;
        assertProblem(http.get(resource.path(), header), 406, "not_acceptable");
        assertProblem(http.get(resource.path(record.id()), header), 406, "not_acceptable");
        assertProblem(http.post(resource.path(), resource.body(), header), 406, "not_acceptable");
        assertProblem(
                http.put(resource.path(record.id()), resource.body("Pear", resource.maxNumber()), header),
                406,
                "not_acceptable");
        assertThat(count()).isEqualTo(count);
        assertUnchanged(record);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/*",
                "application/json",
                "application/json; charset=utf-8",
                "application/json, text/plain, */*",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
            })
    void answersInJsonWhateverElseWouldDo(String accept) {
        Reply record = create();
        Reply found = http.get(resource.path(record.id()), "Accept: " + accept);
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void answersInJsonWhenNotAsked() {
        Reply found = raw("GET", resource.path() + "?limit=1", "Connection: close");
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void errorsAreProblemsWhateverAcceptSays() {
        assertProblem(http.get("/no/such/path", "Accept: text/plain"), 404, "not_found");
        assertProblem(http.get(resource.path(resource.absentId()), "Accept: application/json"), 404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "Basic YTpi", "Digest x", "nonsense"})
    void otherAuthorizationSchemesAreAnonymous(String credentials) {
        Reply found = http.get(resource.path() + "?limit=1", "Authorization: " + credentials);
        assertThat(found.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "abc", "\"1", "\"1\" \"2\"", "\"1\",x", "*, \"1\"", "W/1", "w/\"1\""})
    void refusesEntityTagsThatAreNone(String tag) {
        Reply record = create();
        for (String method : WRITES_TO_A_RECORD) {
            assertProblem(
                    http.sendJson(method, resource.path(record.id()), resource.body(), "If-Match: " + tag),
                    400,
                    "invalid-header");
        }
        assertUnchanged(record);
    }

    @Test
    void servesHttp10AndSendsReasonPhrases() {
        try (var connection = RawHttp.to(service.port())) {
            connection.send("GET " + resource.path() + "?limit=1 HTTP/1.0\r\n\r\n");
            Reply found = connection.read();
            assertThat(found.status()).isEqualTo(200);
            assertThat(found.reason()).isEqualTo("OK");
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(raw("GET", resource.path(resource.absentId())).reason()).isEqualTo("Not Found");
    }
}
