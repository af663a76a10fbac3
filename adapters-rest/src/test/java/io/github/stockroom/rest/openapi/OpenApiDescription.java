package io.github.stockroom.rest.openapi;

import static io.github.stockroom.rest.openapi.Schemas.object;
import static io.github.stockroom.rest.openapi.Schemas.text;

import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Map;

final class OpenApiDescription implements ApiDescription {

    @Override
    public void describe(Api api) {
        var docs = api.group("docs", "This document, and the page that shows it.");
        document(
                docs,
                "json",
                "application/json",
                object("An OpenAPI document.", Map.of("openapi", text()), List.of("openapi"))
                        .additionalProperties(true));
        document(docs, "yaml", "application/yaml", text());
        docs.operation("GET /docs", "getDocs", "Show this document")
                .description("For people: all operations, to read and to try.")
                .takesHeaders("Prefer-Read")
                .answers(200, "The page.")
                .as("text/html", text(), null)
                .with("Cache-Control", "Content-Security-Policy", "Preference-Applied")
                .fails(400, 406);
        docs.operation("GET /docs/{file}", "getDocsFile", "Get a file of the page")
                .description("Scripts and styles.")
                .pathVariable("file", "Its name.", text(), "docs.js")
                .takesHeaders("If-None-Match", "Prefer-Read")
                .answers(200, "The file.")
                .as("text/javascript", text(), null)
                .as("text/css", text(), null)
                .with("ETag", "Cache-Control", "Preference-Applied")
                .answers(304, "The file is still the one with this `ETag`.")
                .with("ETag", "Cache-Control", "Preference-Applied")
                .fails(400, 404, 406);
        moved(docs, "/swagger", "redirectSwagger", "/docs");
        moved(docs, "/redoc", "redirectRedoc", "/docs");
        moved(docs, "/api/v1/docs", "redirectDocs", "/docs");
        moved(docs, "/swagger.json", "redirectSwaggerJson", "/openapi.json");
        moved(docs, "/api/v1/api_schema", "redirectApiSchema", "/openapi.json");
    }

    private static void document(Api.Group docs, String form, String type, Schema<?> schema) {
        String name = form.equals("json") ? "Json" : "Yaml";
        docs.operation("GET /openapi." + form, "getOpenApi" + name, "Get this document")
                .description("OpenAPI 3.1, as " + form.toUpperCase(Locale.ROOT) + ".")
                .takesHeaders("If-None-Match", "Prefer-Read")
                .answers(200, "The document; its server is the one that was asked.")
                .as(type, schema, null)
                .with("ETag", "Cache-Control", "Preference-Applied")
                .answers(304, "The document is still the one with this `ETag`.")
                .with("ETag", "Cache-Control", "Preference-Applied")
                .fails(400, 406);
    }

    private static void moved(Api.Group docs, String path, String id, String to) {
        docs.operation("GET " + path, id, "Go to " + to)
                .deprecated(true)
                .description("As in the earlier systems.")
                .answers(308, "It is there.")
                .with("Cache-Control")
                .with("Location");
    }
}
