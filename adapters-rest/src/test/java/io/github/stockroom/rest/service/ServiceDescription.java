package io.github.stockroom.rest.service;

import static io.github.stockroom.rest.openapi.Schemas.choice;
import static io.github.stockroom.rest.openapi.Schemas.object;
import static io.github.stockroom.rest.openapi.Schemas.text;

import io.github.stockroom.operations.Operations;
import io.github.stockroom.rest.openapi.Api;
import io.github.stockroom.rest.openapi.ApiDescription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

final class ServiceDescription implements ApiDescription {

    @Override
    public void describe(Api api) {
        var service = api.group("service", "The service itself.");
        service.operation("GET /", "getRoot", "Say hello")
                .description("What gateways and load balancers try first. A browser (`Accept: text/html`) gets a page"
                        + " that leads to the console and the documents.")
                .answersJson(
                        200,
                        "What the operator set.",
                        api.schema("Root", object("A message.", Map.of("message", text()), List.of("message"))),
                        Map.of("message", "Stockroom"))
                .as("text/html", text(), null)
                .with("Cache-Control", "Content-Security-Policy");
        service.operation("GET /api", "getApi", "Link to the lists below it")
                .description("As Django REST Framework does at the root of an API.")
                .answersJson(
                        200,
                        "Absolute links.",
                        api.schema(
                                "Links",
                                object("Links.", belowApi(name -> text().format("uri")), Operations.BELOW_API)),
                        belowApi(name -> "http://localhost:8000/api/" + name + "/"))
                .with("Cache-Control");
        service.operation("GET /healthz", "getLiveness", "Say that the process lives")
                .description("Never touches the database.")
                .answers(200, "It does.")
                .as("text/plain", text(), "OK")
                .with("Cache-Control");
        var health = api.schema(
                "Health",
                object(
                        "As django-health-check spells it.",
                        Map.of("DatabaseBackend", choice("working", "unavailable")),
                        List.of("DatabaseBackend")));
        service.operation("GET /ht", "getReadiness", "Say whether the database answers")
                .description("Readiness; 500 is no problem document here.")
                .answersJson(200, "It does.", health, Map.of("DatabaseBackend", "working"))
                .with("Cache-Control")
                .answersJson(500, "It does not.", health, Map.of("DatabaseBackend", "unavailable"))
                .with("Cache-Control");
    }

    /** Returns a member for each link of {@code /api}. */
    private static <T> Map<String, T> belowApi(Function<String, T> value) {
        Map<String, T> members = new LinkedHashMap<>();
        Operations.BELOW_API.forEach(name -> members.put(name, value.apply(name)));
        return members;
    }
}
