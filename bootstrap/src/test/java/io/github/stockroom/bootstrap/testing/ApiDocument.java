package io.github.stockroom.bootstrap.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document that the service serves. */
public final class ApiDocument {

    private static final JsonNode DOCUMENT = read();

    private ApiDocument() {}

    public static JsonNode root() {
        return DOCUMENT;
    }

    /** Returns what a node refers to; the node itself if it is no reference. */
    public static JsonNode resolved(JsonNode node) {
        JsonNode reference = node.get("$ref");
        return reference == null ? node : DOCUMENT.at(reference.stringValue().substring(1));
    }

    /** Returns the schema of one record where a body may be a record or a list of records. */
    public static JsonNode recordSchema(JsonNode schema) {
        JsonNode choices = schema.has("oneOf") ? schema.required("oneOf") : schema.path("anyOf");
        return resolved(choices.isEmpty() ? schema : choices.get(0));
    }

    private static JsonNode read() {
        try (InputStream file =
                ApiDocument.class.getResourceAsStream("/io/github/stockroom/rest/openapi/openapi.json")) {
            return new JsonMapper().readTree(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
