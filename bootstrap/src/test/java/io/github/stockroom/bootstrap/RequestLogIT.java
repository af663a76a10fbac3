package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.SampleRecords;
import io.github.stockroom.bootstrap.testing.ServiceProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log of a run with six requests, read after its end. */
class RequestLogIT {

    private static final String SECRET = "hush-hush-hush";

    private static Reply created;
    private static Reply list;
    private static List<String> lines;
    private static String printed;

    @BeforeAll
    static void makeRequests() {
        try (ServiceProcess service = ServiceProcess.inNewDirectory()
                .with("STOCKROOM_ADMIN_PASSWORD", SECRET)
                .serving()) {
            Http http = service.http();
            created = http.post(SampleRecords.PATH, SampleRecords.json("Apple", 7), "X-Request-Id: create");
            list = http.get(
                    SampleRecords.PATH + "/?q=" + SECRET, "X-Request-Id: list", "Authorization: Basic " + SECRET);
            http.get("/no/such/path", "X-Request-Id: missing", "Authorization: Token " + SECRET);
            http.delete(SampleRecords.path(created), "X-Request-Id: delete");
            http.post(SampleRecords.PATH, "{\"" + SECRET, "X-Request-Id: broken", "Cookie: " + SECRET);
            http.head(SampleRecords.PATH, "X-Request-Id: head");
            service.terminate();
            // At once, although the client keeps idle connections open
            service.awaitExit(Duration.ofSeconds(10));
            lines = service.log();
            printed = service.printed();
        }
    }

    @Test
    void everyLineIsAJsonObject() {
        assertThat(lines).isNotEmpty();
        assertThat(lines).allSatisfy(line -> assertThat(event(line).isObject()).isTrue());
        assertThat(lines)
                .allSatisfy(line -> assertThat(event(line).propertyNames())
                        .contains("@timestamp", "level", "logger_name", "message"));
    }

    @Test
    void theConsoleShowsTheSame() {
        assertThat(printed.lines().toList()).isEqualTo(lines);
    }

    /** As on a read-only root. */
    @Test
    void thereIsNoFileWithoutADirectory() {
        try (ServiceProcess service = ServiceProcess.inNewDirectory()
                .with("LOG_DIR", "")
                .with("STOCKROOM_ADMIN_PASSWORD", SECRET)
                .serving()) {
            assertThat(service.printed().lines())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(event(line).isObject()).isTrue());
            assertThat(service.directory().resolve("logs")).doesNotExist();
        }
    }

    @Test
    void everyRequestHasOneRequestAndOneResponseEvent() {
        assertExchange("create", "POST", SampleRecords.PATH, 201, created.body().length);
        assertExchange("list", "GET", SampleRecords.PATH + "/", 200, list.body().length);
        assertExchange("missing", "GET", "/no/such/path", 404, -1);
        assertExchange("delete", "DELETE", SampleRecords.PATH + "/" + created.id(), 204, 0);
        assertExchange("broken", "POST", SampleRecords.PATH, 400, -1);
        assertExchange("head", "HEAD", SampleRecords.PATH, 200, 0);
    }

    @Test
    void nothingSecretIsLogged() {
        assertThat(String.join("\n", lines)).doesNotContain(SECRET);
        assertThat(printed).doesNotContain(SECRET);
    }

    @Test
    void openWritesAreTheOnlyWarnings() {
        assertThat(lines.stream()
                        .map(RequestLogIT::event)
                        .filter(event -> event.required("level").stringValue().equals("WARN"))
                        .map(event -> event.required("message").stringValue()))
                .contains("Writes to %s are open to anyone; STOCKROOM_ACCESS_%S_WRITE=user closes them"
                        .formatted(SampleRecords.code(), SampleRecords.code()))
                .allMatch(message -> message.matches(
                        "Writes to \\S+ are open to anyone; STOCKROOM_ACCESS_[A-Z_]+_WRITE=user closes them"));
    }

    @Test
    void nothingIsLoggedAsAnError() {
        assertThat(lines)
                .noneMatch(line -> event(line).required("level").stringValue().equals("ERROR"));
    }

    private static void assertExchange(String id, String method, String path, int status, int bytes) {
        List<JsonNode> events = lines.stream()
                .map(RequestLogIT::event)
                .filter(event -> event.path("request_id").asString("").equals(id))
                .toList();
        assertThat(events).hasSize(2);
        for (JsonNode event : events) {
            assertThat(event.required("method").stringValue()).isEqualTo(method);
            assertThat(event.required("path").stringValue()).isEqualTo(path);
        }
        JsonNode request = events.get(0);
        assertThat(request.required("event").stringValue()).isEqualTo("request");
        assertThat(request.required("client").stringValue()).isNotBlank();
        JsonNode response = events.get(1);
        assertThat(response.required("event").stringValue()).isEqualTo("response");
        assertThat(response.required("status").intValue()).isEqualTo(status);
        assertThat(response.required("duration_ms").doubleValue()).isPositive();
        if (bytes >= 0) {
            assertThat(response.required("bytes").intValue()).isEqualTo(bytes);
        } else {
            assertThat(response.required("bytes").intValue()).isPositive();
        }
    }

    private static JsonNode event(String line) {
        return new JsonMapper().readTree(line);
    }
}
