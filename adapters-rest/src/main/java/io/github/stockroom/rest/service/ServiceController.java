package io.github.stockroom.rest.service;

import io.github.stockroom.application.health.DatabaseCheck;
import io.github.stockroom.rest.http.Exchange;
import io.github.stockroom.rest.http.MediaTypes;
import io.github.stockroom.rest.http.RestSettings;
import io.github.stockroom.rest.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The addresses that load balancers, gateways and people try first. */
@RestController
final class ServiceController {

    private final DatabaseCheck database;
    private final RestSettings settings;

    ServiceController(DatabaseCheck database, RestSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    @GetMapping("/")
    void root(Exchange http) {
        http.header("Cache-Control", "no-cache").end(MediaTypes.JSON, json("message", settings.rootMessage()));
    }

    @GetMapping("/api")
    void api(Exchange http) {
        // The link is made from Host, which the next client may spell differently.
        http.notStored().end(MediaTypes.JSON, json("items", http.baseUrl() + "/api/items/"));
    }

    /** Liveness: says that this process answers, and asks nobody else. */
    @GetMapping("/healthz")
    void live(Exchange http) {
        http.notStored().end("text/plain", "OK".getBytes(StandardCharsets.US_ASCII));
    }

    /** Readiness, as django-health-check spells it. */
    @GetMapping("/ht")
    void ready(Exchange http) {
        boolean working = database.isWorking();
        http.status(working ? 200 : 500)
                .notStored()
                .end(MediaTypes.JSON, json("DatabaseBackend", working ? "working" : "unavailable"));
    }

    private static byte[] json(String name, String value) {
        return JsonBytes.object(json -> json.writeStringProperty(name, value));
    }
}
