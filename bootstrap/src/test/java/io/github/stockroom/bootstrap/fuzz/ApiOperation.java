package io.github.stockroom.bootstrap.fuzz;

import io.github.stockroom.bootstrap.testing.ApiDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * An operation of the OpenAPI document.
 *
 * @param method in upper case
 * @param path a template such as {@code /api/items/{id}}
 * @param bodies the schema of a request body by media type; empty if the operation takes none
 */
record ApiOperation(String method, String path, List<Parameter> parameters, Map<String, JsonNode> bodies) {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** @param in {@code query}, {@code header} or {@code path} */
    record Parameter(String name, String in, JsonNode schema) {}

    /** Returns all operations, in the order of the document. */
    static List<ApiOperation> all() {
        List<ApiOperation> operations = new ArrayList<>();
        ApiDocument.root()
                .required("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    if (METHODS.contains(method)) {
                        operations.add(operation(method.toUpperCase(Locale.ROOT), path, operation));
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

    private static ApiOperation operation(String method, String path, JsonNode operation) {
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode node : operation.path("parameters")) {
            JsonNode parameter = ApiDocument.resolved(node);
            parameters.add(new Parameter(
                    parameter.required("name").stringValue(),
                    parameter.required("in").stringValue(),
                    ApiDocument.resolved(parameter.required("schema"))));
        }
        Map<String, JsonNode> bodies = new LinkedHashMap<>();
        JsonNode content = operation.path("requestBody").path("content");
        JsonNode schema =
                ApiDocument.recordSchema(content.path("application/json").path("schema"));
        content.propertyNames().forEach(type -> bodies.put(type, schema)); // CSV is described as plain text
        return new ApiOperation(method, path, parameters, bodies);
    }
}
