package io.github.stockroom.bootstrap.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An operation of the OpenAPI document.
 *
 * @param method in upper case
 * @param path a template such as {@code /cars/{id}}
 * @param bodies the schema of a request body by media type; empty if the operation takes none
 */
record ApiOperation(String method, String path, List<Parameter> parameters, Map<String, JsonNode> bodies) {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** @param in {@code query}, {@code header} or {@code path} */
    record Parameter(String name, String in, JsonNode schema) {}

    /** Returns all operations, in the order of the document. */
    static List<ApiOperation> all() {
        JsonNode document = document();
        List<ApiOperation> operations = new ArrayList<>();
        document.required("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    if (METHODS.contains(method)) {
                        operations.add(operation(document, method.toUpperCase(Locale.ROOT), path, operation));
                    }
                }));
        return operations;
    }

    List<Parameter> parameters(String in) {
        return parameters.stream()
                .filter(parameter -> parameter.in().equals(in))
                .toList();
    }

    /** Says whether a call may hash a password, which costs a hundred times what other calls do. */
    boolean hashesPasswords() {
        return !method.equals("GET")
                && path.matches(
                        ".*(token|login|create_user|users/auth/user|users/auth/password|users/update|users/\\{user_name).*");
    }

    private static ApiOperation operation(JsonNode document, String method, String path, JsonNode operation) {
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode node : operation.path("parameters")) {
            JsonNode parameter = resolved(document, node);
            parameters.add(new Parameter(
                    parameter.required("name").stringValue(),
                    parameter.required("in").stringValue(),
                    resolved(document, parameter.required("schema"))));
        }
        Map<String, JsonNode> bodies = new LinkedHashMap<>();
        JsonNode content = operation.path("requestBody").path("content");
        JsonNode schema =
                recordSchema(document, content.path("application/json").path("schema"));
        content.propertyNames().forEach(type -> bodies.put(type, schema)); // CSV is described as plain text
        return new ApiOperation(method, path, parameters, bodies);
    }

    /** Returns the schema of one record where a body may be a record or a list of records. */
    private static JsonNode recordSchema(JsonNode document, JsonNode schema) {
        JsonNode choices = schema.has("oneOf") ? schema.required("oneOf") : schema.path("anyOf");
        return resolved(document, choices.isEmpty() ? schema : choices.get(0));
    }

    private static JsonNode resolved(JsonNode document, JsonNode node) {
        JsonNode reference = node.get("$ref");
        return reference == null ? node : document.at(reference.stringValue().substring(1));
    }

    private static JsonNode document() {
        try (InputStream file =
                ApiOperation.class.getResourceAsStream("/io/github/stockroom/rest/openapi/openapi.json")) {
            return new JsonMapper().readTree(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
