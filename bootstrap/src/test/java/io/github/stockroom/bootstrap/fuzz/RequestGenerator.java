package io.github.stockroom.bootstrap.fuzz;

import io.github.stockroom.bootstrap.fuzz.ApiOperation.Parameter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Draws requests: an operation of the OpenAPI document with hostile values in its path, query, header fields and body,
 * or a broken form of HTTP. The same seed and number give the same request, except for the tokens in it.
 */
final class RequestGenerator {

    private static final int RAW_SHARE = 8;
    private static final int HASHING_SHARE = 12;

    private final long seed;
    private final List<ApiOperation> operations = ApiOperation.all();
    private final Supplier<List<String>> tokens;
    private final Map<String, List<String>> ids;

    /**
     * @param tokens of an administrator and of a user, in this order
     * @param ids of records that exist, by the path of their list
     */
    RequestGenerator(long seed, Supplier<List<String>> tokens, Map<String, List<String>> ids) {
        this.seed = seed;
        this.tokens = tokens;
        this.ids = ids;
    }

    FuzzRequest request(int number) {
        HostileValues values = new HostileValues(new Random(seed * 1_000_003 + number * 7_919L));
        if (values.percent(RAW_SHARE)) {
            return new BrokenHttp(values).request(number);
        }
        ApiOperation operation = values.oneOf(operations);
        while (operation.hashesPasswords() && !values.percent(HASHING_SHARE)) {
            operation = values.oneOf(operations);
        }
        return request(number, operation, values);
    }

    private FuzzRequest request(int number, ApiOperation operation, HostileValues values) {
        String method = method(operation, values);
        String path = path(operation, values);
        String query = query(operation, values);
        HostileHeaders headers = new HostileHeaders(values, tokens.get());
        headers.addAll(operation);
        byte[] body = body(operation, method, headers, values);
        String target = query.isEmpty() && values.percent(95) ? path : path + "?" + query;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((method + " " + target + " HTTP/1.1\r\n").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(headers.bytes());
        bytes.writeBytes(body);
        String name = operation.method() + " " + operation.path();
        return new FuzzRequest(
                number,
                name,
                method,
                path.replaceFirst("[?#].*", ""),
                query.contains("field"),
                false,
                bytes.toByteArray());
    }

    private static String method(ApiOperation operation, HostileValues values) {
        if (values.percent(92)) {
            return operation.method();
        }
        return operation.method().equals("GET") && values.percent(60)
                ? "HEAD"
                : values.oneOf(
                        "OPTIONS", "TRACE", "PUT", "POST", "DELETE", "PATCH", "PROPFIND", "get", "GE-T", "QUERY");
    }

    private String path(ApiOperation operation, HostileValues values) {
        String path = operation.path();
        for (Parameter parameter : operation.parameters("path")) {
            path = path.replace("{" + parameter.name() + "}", id(operation, parameter, values));
        }
        if (values.percent(94)) {
            return path;
        }
        return switch (values.below(6)) {
            case 0 -> path + "/";
            case 1 -> path + "//";
            case 2 -> values.oneOf("/./", "/%2e/", "/../", "/%2F", "/\\", "//", "/;a=b/") + path.substring(1);
            case 3 ->
                path + values.oneOf(";jsessionid=1", "%00", "%2e%2e", ".json", "%", "%zz", "#a", "\u00e9", "%c0%ae");
            case 4 -> path.toUpperCase(Locale.ROOT);
            default -> path + "/" + values.encoded(values.repetition());
        };
    }

    private String id(ApiOperation operation, Parameter parameter, HostileValues values) {
        String list =
                operation.path().substring(0, operation.path().indexOf('{')).replaceFirst("/$", "");
        List<String> known = ids.getOrDefault(list, List.of());
        if (!known.isEmpty() && values.percent(60)) {
            return values.oneOf(known);
        }
        if (values.percent(30)) {
            return values.encoded(values.valid(parameter.schema()));
        }
        String hostile = values.encoded(values.text());
        return hostile.isEmpty() ? "0" : hostile;
    }

    private static String query(ApiOperation operation, HostileValues values) {
        List<Parameter> parameters = operation.parameters("query");
        List<String> query = new ArrayList<>();
        int count = parameters.isEmpty() ? values.oneOf(0, 0, 0, 0, 1) : values.oneOf(0, 1, 1, 2, 3, 6);
        for (int i = 0; i < count; i++) {
            if (parameters.isEmpty() || values.percent(5)) {
                query.add(values.encoded(values.text()) + "=" + values.encoded(values.text()));
            } else {
                Parameter parameter = values.oneOf(parameters);
                query.add(parameter.name() + "=" + values.encoded(value(parameter, values)));
            }
        }
        if (!parameters.isEmpty() && values.percent(60)) {
            query.add("limit=" + values.oneOf("1", "5", "20")); // otherwise most answers are whole lists
        }
        if (!query.isEmpty() && values.percent(4)) {
            query.add(values.oneOf(query));
        }
        if (values.percent(2)) {
            query.add(values.oneOf("&&&&", "=", "=&=", "a", "%", "%00=%00", "a=b;c=d", "q=" + "%25".repeat(2_000)));
        }
        return String.join("&", query);
    }

    private static String value(Parameter parameter, HostileValues values) {
        if (values.percent(55)) {
            return values.valid(parameter.schema());
        }
        return values.percent(30) ? values.mutated(values.valid(parameter.schema())) : values.text();
    }

    private static byte[] body(ApiOperation operation, String method, HostileHeaders headers, HostileValues values) {
        boolean expected = !operation.bodies().isEmpty();
        if (!expected && !values.percent(4)) {
            return headers.withoutBody(method);
        }
        String type = expected ? values.oneOf(List.copyOf(operation.bodies().keySet())) : "application/json";
        JsonNode schema = expected
                ? operation.bodies().get(type)
                : values.oneOf(BODIES).bodies().values().iterator().next();
        return headers.withBody(type, new HostileBodies(values).body(type, schema));
    }

    private static final List<ApiOperation> BODIES = ApiOperation.all().stream()
            .filter(operation -> !operation.bodies().isEmpty())
            .toList();
}
