package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.SampleRecords;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Settings that change what clients see, all on one service since none of them touches another. */
class SettingsTest {

    private static RunningService service;

    private final Http http = service.http();

    @BeforeAll
    static void startService() {
        service = RunningService.start(
                DatabaseKind.H2,
                "stockroom.require-if-match=true",
                "stockroom.query.unknown=ignore",
                "stockroom.public-url=https://api.example/v1/",
                "stockroom.root-message=Good morning",
                "stockroom.console.enabled=false",
                "stockroom.cors-origins=https://shop.example,https://admin.example");
    }

    @AfterAll
    static void stopService() {
        service.close();
    }

    @Test
    void writesNeedIfMatchWhereItIsRequired() {
        Reply record = SampleRecords.create(http, "Apple", 7);
        String path = SampleRecords.path(record);
        for (String method : new String[] {"PUT", "PATCH", "DELETE"}) {
            assertProblem(http.sendJson(method, path, SampleRecords.json("Pear", 8)), 428, "precondition_required");
        }
        assertProblem(http.put(path, "no json"), 428, "precondition_required");
        assertProblem(http.put(path, SampleRecords.json("Pear", 8), "If-Match: \"2\""), 412, "precondition_failed");
        assertProblem(http.put(SampleRecords.PATH + "/999999999999", "{}"), 404, "not_found");
        assertThat(http.get(path).text()).isEqualTo(record.text());
        assertThat(http.put(path, SampleRecords.json("Pear", 8), "If-Match: \"1\"")
                        .status())
                .isEqualTo(200);
        assertThat(http.delete(path, "If-Match: *").status()).isEqualTo(204);
    }

    @Test
    void unknownParametersAreIgnoredWhereThatIsSet() {
        assertThat(http.get(SampleRecords.PATH + "?colour=red").status()).isEqualTo(200);
        assertProblem(http.get(SampleRecords.PATH + "?limit=1&limit=2"), 400, "duplicate-parameter");
        assertProblem(http.get(SampleRecords.PATH + "?limit=x&colour=red"), 400, "invalid-parameter");
    }

    @Test
    void linksLeadToThePublicUrl() {
        Reply record = SampleRecords.create(http, "Apple", 7);
        assertThat(record.header("Location")).isEqualTo("https://api.example/v1" + SampleRecords.path(record));
        assertThat(http.get(SampleRecords.PATH + "?limit=1", "X-Forwarded-Host: evil.example")
                        .link("first"))
                .startsWith("https://api.example/v1" + SampleRecords.PATH + "?");
        assertThat(http.get("/api/").text()).doesNotContain(http.base());
    }

    @Test
    void theConsoleIsNotThereWhereItIsSwitchedOff() {
        assertProblem(http.get("/console"), 404, "not_found");
        assertProblem(http.get("/console/assets/main.js"), 404, "not_found");
    }

    @Test
    void theRootSaysWhatItIsTold() {
        assertThat(http.get("/").text()).isEqualTo("{\"message\":\"Good morning\"}");
    }

    @Test
    void onlyListedOriginsMayCall() {
        Reply allowed = http.get(SampleRecords.PATH + "?limit=1", "Origin: https://admin.example");
        assertThat(allowed.header("Access-Control-Allow-Origin")).isEqualTo("https://admin.example");
        assertThat(allowed.header("Vary")).contains("Origin");
        for (String origin : new String[] {"https://evil.example", "http://shop.example", "null"}) {
            Reply other = http.get(SampleRecords.PATH + "?limit=1", "Origin: " + origin);
            assertThat(other.status()).isEqualTo(200);
            assertThat(other.has("Access-Control-Allow-Origin")).isFalse();
        }
    }
}
