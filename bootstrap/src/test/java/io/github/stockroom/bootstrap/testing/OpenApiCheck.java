package io.github.stockroom.bootstrap.testing;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds responses against the OpenAPI document: path, method, status, header fields and body. Stricter than the
 * document in one thing, objects have no members that it does not name, and laxer in one, {@code fields=} leaves
 * required members out.
 */
public final class OpenApiCheck {

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNode DOCUMENT = document();
    private static final Map<Pattern, JsonNode> PATHS = paths();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<JsonNode, Schema> WHOLE = new ConcurrentHashMap<>();
    private static final Map<JsonNode, Schema> PROJECTED = new ConcurrentHashMap<>();

    /** Of every response, or of no operation in particular. */
    private static final Set<String> ORDINARY = Set.of(
            "allow",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy",
            "date",
            "permissions-policy",
            "referrer-policy",
            "strict-transport-security",
            "transfer-encoding",
            "vary",
            "x-frame-options",
            "x-content-type-options");

    /** Refused before it is known what is asked for. */
    private static final Set<Integer> UNSPECIFIC = Set.of(400, 408, 414, 417, 421, 431, 500);

    private static final Set<Integer> NOT_OFFERED = Set.of(400, 404, 405, 408, 414, 415, 417, 421, 431);

    /** Methods are case-sensitive (RFC 9110, 9.1): {@code get} is none of them. */
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private static final int SAMPLE = 20;

    private OpenApiCheck() {}

    /** @throws AssertionError when the document says something else */
    static void check(String method, URI uri, Reply reply) {
        boolean projected = uri.getRawQuery() != null && uri.getRawQuery().contains("fields=");
        List<String> faults = faults(method, uri.getPath(), projected, reply);
        if (!faults.isEmpty()) {
            throw new AssertionError(method + " " + uri + " does not answer as the OpenAPI document says: "
                    + String.join("; ", faults) + "\n" + reply + "\n" + reply.headers());
        }
    }

    /**
     * Returns what the document says otherwise, empty if nothing.
     *
     * @param projected if {@code fields=} may leave required members out
     */
    public static List<String> faults(String method, String path, boolean projected, Reply reply) {
        if (path.startsWith("/actuator")
                || path.startsWith("/console")
                || (method.equals("OPTIONS") && reply.status() == 200)) {
            return List.of(); // beside the API; the same for all paths
        }
        JsonNode operation = operation(method.equals("HEAD") ? "GET" : method, path);
        if (operation == null
                && reply.status() == 404
                && reply.header("Content-Type").startsWith("text/html")) {
            return List.of(); // the page for browsers at unknown addresses
        }
        List<String> faults = new ArrayList<>();
        JsonNode response = operation == null ? null : response(operation, reply.status());
        if (response != null) {
            compare(response, method, projected, reply, faults);
        } else if (operation != null) {
            faults.add("this operation does not answer " + reply.status());
        } else if (NOT_OFFERED.contains(reply.status())) {
            String error = reply.status() == 415 ? "UnsupportedMediaType" : "Error";
            compare(DOCUMENT.at("/components/responses/" + error), method, projected, reply, faults);
        } else {
            faults.add("there is no such operation");
        }
        return faults;
    }

    /** The media types that bodies of an operation may have; null when there is no such operation. */
    public static @Nullable Set<String> requestTypes(String method, String path) {
        JsonNode operation = DOCUMENT.at("/paths").path(path).path(method.toLowerCase(Locale.ROOT));
        return operation.isMissingNode()
                ? null
                : new TreeSet<>(operation.path("requestBody").path("content").propertyNames());
    }

    private static @Nullable JsonNode operation(String method, String anyPath) {
        String path =
                anyPath.length() > 1 && anyPath.endsWith("/") ? anyPath.substring(0, anyPath.length() - 1) : anyPath;
        for (var entry : PATHS.entrySet()) {
            if (entry.getKey().matcher(path).matches()) {
                return METHODS.contains(method) ? entry.getValue().get(method.toLowerCase(Locale.ROOT)) : null;
            }
        }
        return null;
    }

    private static @Nullable JsonNode response(JsonNode operation, int status) {
        JsonNode responses = operation.required("responses");
        JsonNode response = responses.get(Integer.toString(status));
        if (response == null && UNSPECIFIC.contains(status)) {
            response = responses.get("default");
        }
        return response == null ? null : resolved(response);
    }

    private static void compare(JsonNode response, String method, boolean projected, Reply reply, List<String> faults) {
        JsonNode headers = response.path("headers");
        reply.headers().forEach((name, values) -> {
            JsonNode header = headerNamed(headers, name);
            if (header != null) {
                values.forEach(value -> headerFaults(name, value, resolved(header), faults));
            } else if (!ORDINARY.contains(name.toLowerCase(Locale.ROOT))
                    && !name.regionMatches(true, 0, "access-control-", 0, 15)) {
                faults.add("header " + name + " is not described");
            }
        });
        body(response.path("content"), method, projected, reply, faults);
    }

    private static void body(JsonNode content, String method, boolean projected, Reply reply, List<String> faults) {
        if (reply.body().length == 0) {
            boolean expected = content.isEmpty()
                    || method.equals("HEAD")
                    || reply.header("Preference-Applied").contains("return=minimal")
                    || !isJson(mediaType(reply));
            if (!expected) {
                faults.add("there is no body");
            }
            return;
        }
        String type = mediaType(reply);
        JsonNode described = content.get(type);
        if (described == null) {
            faults.add("a body of type " + type + " is not described");
        } else if (isJson(type) && !reply.has("Content-Encoding")) {
            Map<JsonNode, Schema> schemas = projected ? PROJECTED : WHOLE;
            schemas.computeIfAbsent(described.required("schema"), node -> schema(node, projected))
                    .validate(sample(reply.json()))
                    .forEach(error -> faults.add("body: " + error));
        }
    }

    private static String mediaType(Reply reply) {
        return reply.header("Content-Type").split(";")[0];
    }

    private static boolean isJson(String mediaType) {
        return mediaType.equals("application/json") || mediaType.endsWith("+json");
    }

    private static void headerFaults(String name, String value, JsonNode header, List<String> faults) {
        JsonNode schema = header.required("schema");
        boolean number = schema.path("type").stringValue().equals("integer");
        JsonNode node = number && value.matches("[0-9]{1,18}")
                ? JSON.getNodeFactory().numberNode(Long.parseLong(value))
                : JSON.getNodeFactory().stringNode(value);
        WHOLE.computeIfAbsent(schema, key -> schema(key, false))
                .validate(node)
                .forEach(error -> faults.add("header " + name + ": " + error));
    }

    private static @Nullable JsonNode headerNamed(JsonNode headers, String name) {
        for (var header : headers.properties()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue();
            }
        }
        return null;
    }

    private static Schema schema(JsonNode node, boolean projected) {
        ObjectNode schema = (ObjectNode) node.deepCopy();
        schema.set("$defs", DOCUMENT.at("/components/schemas").deepCopy());
        adapt(schema, projected);
        return SCHEMAS.getSchema(schema);
    }

    private static void adapt(JsonNode node, boolean projected) {
        if (node instanceof ObjectNode object) {
            object.remove("example"); // unknown to JSON Schema
            if (object.path("properties").isObject()) {
                if (!object.has("additionalProperties")) {
                    object.put("additionalProperties", false);
                }
                if (projected && !object.path("additionalProperties").booleanValue()) {
                    object.remove("required");
                }
            }
        }
        node.forEach(child -> adapt(child, projected));
    }

    /** A long list is as good as its first records. */
    private static JsonNode sample(JsonNode body) {
        if (!body.isArray() || body.size() <= SAMPLE) {
            return body;
        }
        ArrayNode some = JSON.createArrayNode();
        for (int i = 0; i < SAMPLE; i++) {
            some.add(body.get(i));
        }
        return some;
    }

    private static JsonNode resolved(JsonNode node) {
        JsonNode reference = node.get("$ref");
        return reference == null ? node : DOCUMENT.at(reference.stringValue().substring(1));
    }

    private static Map<Pattern, JsonNode> paths() {
        Map<Pattern, JsonNode> paths = new TreeMap<>((a, b) -> {
            boolean variableA = a.pattern().contains("[");
            boolean variableB = b.pattern().contains("[");
            return variableA == variableB ? a.pattern().compareTo(b.pattern()) : Boolean.compare(variableA, variableB);
        });
        DOCUMENT.required("paths").forEachEntry((template, item) -> {
            String pattern = template.replace(".", "\\.")
                    .replaceAll("(?<=/)\\{[^}]+\\}", "[^/]+")
                    .replaceAll("\\{[^}]+\\}", "[0-9A-Fa-f-]{36}"); // glued on, a UUID: other text is no path
            paths.put(Pattern.compile(pattern), item);
        });
        return paths;
    }

    private static JsonNode document() {
        try (InputStream file =
                OpenApiCheck.class.getResourceAsStream("/io/github/stockroom/rest/openapi/openapi.json")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return JSON.readTree(text.replace("#/components/schemas/", "#/$defs/")); // where JSON Schema has them
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
