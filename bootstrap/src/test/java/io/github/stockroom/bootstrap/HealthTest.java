package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.SampleRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The addresses that load balancers, gateways and monitoring ask. */
class HealthTest {

    private final Http http = DatabaseKind.H2.service().http();

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/healthz/"})
    void saysThatItLives(String path) {
        Reply alive = http.get(path);
        assertThat(alive.status()).isEqualTo(200);
        assertThat(alive.text()).isEqualTo("OK");
        assertThat(alive.header("Content-Type")).startsWith("text/plain");
        assertThat(http.head(path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ht", "/ht/"})
    void saysThatItIsReady(String path) {
        Reply ready = http.get(path);
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.text()).isEqualTo("{\"DatabaseBackend\":\"working\"}");
        assertThat(ready.header("Content-Type")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/ht", "/", "/api"})
    void answersWhateverTheClientAccepts(String path) {
        assertThat(http.get(path, "Accept: text/html").status()).isEqualTo(200);
    }

    @Test
    void theRootHasAMessage() {
        Reply root = http.get("/");
        assertThat(root.status()).isEqualTo(200);
        assertThat(root.text()).isEqualTo("{\"message\":\"Stockroom\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/"})
    void theApiRootLeadsToLists(String path) {
        http.get(path).json().forEach(link -> {
            assertThat(link.stringValue()).startsWith(http.base());
            assertThat(http.get(link.stringValue()).json().isArray()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
    void actuatorTellsHealthWithoutDetails(String path) {
        Reply health = http.get(path);
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().required("status").stringValue()).isEqualTo("UP");
        assertThat(health.text()).doesNotContain("components", "details");
    }

    @Test
    void actuatorHasMetricsForPrometheus() {
        http.get(SampleRecords.PATH + "/999999999");
        http.get("/%63ars/999999999");
        http.get("/no/such/path");
        Reply metrics = http.get("/actuator/prometheus");
        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.text()).contains("jvm_memory_used_bytes", "stockroom_database_waiting 0.0");
        // Few kinds of requests, however many records and wrong paths are asked for
        assertThat(metrics.text())
                .contains(
                        "http_server_requests_seconds_count{method=\"GET\",outcome=\"CLIENT_ERROR\",status=\"404\",uri=\"%s/{id}\"}"
                                .formatted(SampleRecords.PATH))
                .contains("uri=\"" + SampleRecords.PATH + "/{id}\"", "uri=\"UNKNOWN\"")
                .doesNotContain("999999999", "/no/such/path");
    }

    /** Of 200: more than this only while requests are slow. */
    @Test
    void servesWithFewThreads() {
        assertThat(http.get("/actuator/prometheus").text())
                .containsPattern("jetty_threads_config_max(\\{[^}]*})? 1?[0-9]{2}\\.0\n");
    }

    /** Micrometer's own way of counting them would be asked each time that a library asks whether to log. */
    @Test
    void countsLogEventsBehindTheQuestionWhetherToLog() {
        assertThat(http.get("/actuator/prometheus").text()).contains("logback_events_total{level=\"error\"}");
        assertThat(((LoggerContext) LoggerFactory.getILoggerFactory()).getTurboFilterList())
                .isEmpty();
    }

    /** Without a word about it, Varnish would keep them for two minutes. */
    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health/readiness", "/actuator/prometheus", "/actuator/info"})
    void noCacheKeepsWhatTheActuatorTells(String path) {
        assertThat(http.get(path).header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void actuatorTellsVersionAndCommit() {
        Reply info = http.get("/actuator/info");
        assertThat(info.status()).isEqualTo(200);
        assertThat(info.json().at("/build/version").stringValue()).isNotBlank();
        assertThat(info.json().at("/git/commit/id").stringValue()).isEqualTo("unknown");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/env",
                "/beans",
                "/metrics",
                "/loggers",
                "/heapdump",
                "/threaddump",
                "/configprops",
                "/mappings",
                "/shutdown",
                "/conditions",
                "/scheduledtasks",
                "/httpexchanges",
                "/liquibase"
            })
    void actuatorHasNothingElse(String path) {
        assertProblem(http.get("/actuator" + path), 404, "not_found");
        assertThat(http.post("/actuator" + path, "{}").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health/x",
                "/health/x/y",
                "/health/database",
                "/health/liveness/x",
                "/health/readiness/database/x",
                "/health/*",
                "/info/x",
                "/prometheus/x"
            })
    void actuatorKnowsNoOtherParts(String path) {
        assertProblem(http.get("/actuator" + path), 404, "not_found");
        Reply head = http.head("/actuator" + path);
        assertThat(head.status()).isEqualTo(404);
        assertThat(head.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/liveness", "/health/x", "/info", "/prometheus"})
    void actuatorRefusesOtherTypesAndMethodsWithProblems(String path) {
        assertProblem(http.get("/actuator" + path, "Accept: image/png"), 406, "not_acceptable");
        assertProblem(http.get("/actuator" + path, "Accept: ///"), 406, "not_acceptable");
        for (String method : new String[] {"POST", "PUT", "DELETE", "TRACE"}) {
            assertProblem(http.sendJson(method, "/actuator" + path, "{}"), 405, "method_not_allowed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api", "/healthz", "/ht"})
    void noneOfThemTakesWrites(String path) {
        assertProblem(http.post(path, "{}"), 405, "method_not_allowed");
    }
}
