package io.github.stockroom.rest.service;

import io.github.stockroom.application.health.DatabaseCheck;
import io.github.stockroom.operations.MediaTypes;
import io.github.stockroom.operations.Operations;
import io.github.stockroom.rest.console.ConsoleSettings;
import io.github.stockroom.rest.exchange.Exchange;
import io.github.stockroom.rest.exchange.PageHeaders;
import io.github.stockroom.rest.json.JsonBytes;
import io.github.stockroom.rest.request.RestSettings;
import io.github.stockroom.rest.route.Route;
import io.github.stockroom.rest.route.Routes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.stereotype.Component;

/** The addresses that load balancers, gateways and people try first. */
@Component
record ServiceRoutes(DatabaseCheck database, RestSettings settings, ConsoleSettings console) implements Routes {

    @Override
    public List<Route> routes() {
        return List.of(
                new Route(Operations.ROOT, this::root),
                new Route(Operations.API, ServiceRoutes::api),
                new Route(Operations.LIVENESS, ServiceRoutes::live),
                new Route(Operations.READINESS, this::ready));
    }

    /** JSON unless a client asks for HTML, as browsers do. */
    private void root(Exchange http) {
        http.header("Cache-Control", "no-cache");
        String type = http.bestOf(List.of(MediaTypes.JSON, MediaTypes.HTML)).orElse(MediaTypes.JSON);
        if (type.equals(MediaTypes.HTML)) {
            String page = LinksPage.html(settings.rootMessage(), http.baseUrl(), console.enabled());
            PageHeaders.page(http, LinksPage.POLICY)
                    .end("text/html;charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
        } else {
            http.end(MediaTypes.JSON, json("message", settings.rootMessage()));
        }
    }

    /** Links to the collections right below. */
    private static void api(Exchange http) {
        // The links are made from Host, which the next client may spell differently.
        http.notStored()
                .end(
                        MediaTypes.JSON,
                        JsonBytes.object(json -> Operations.BELOW_API.forEach(
                                name -> json.writeStringProperty(name, http.baseUrl() + "/api/" + name + "/"))));
    }

    /** Liveness: says that this process answers, without a call to the database or another service. */
    private static void live(Exchange http) {
        http.notStored().end("text/plain", "OK".getBytes(StandardCharsets.US_ASCII));
    }

    /** Readiness, as django-health-check spells it. */
    private void ready(Exchange http) {
        boolean working = database.isWorking();
        http.status(working ? 200 : 500)
                .notStored()
                .end(MediaTypes.JSON, json("DatabaseBackend", working ? "working" : "unavailable"));
    }

    private static byte[] json(String name, String value) {
        return JsonBytes.object(json -> json.writeStringProperty(name, value));
    }
}
