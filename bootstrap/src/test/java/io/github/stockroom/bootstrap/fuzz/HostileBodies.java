package io.github.stockroom.bootstrap.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Draws request bodies in each format that the service reads: valid ones, and ones that are broken in one or two
 * places.
 */
final class HostileBodies {

    private final HostileValues values;

    HostileBodies(HostileValues values) {
        this.values = values;
    }

    /** Returns a body of this media type, or what claims to be one. */
    byte[] body(String mediaType, JsonNode schema) {
        String text = switch (mediaType) {
            case "text/csv" -> csv(schema);
            case "application/x-ndjson" -> lines(schema);
            case "application/x-www-form-urlencoded" -> form(schema);
            default -> json(schema);
        };
        return brokenBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private String json(JsonNode schema) {
        return switch (values.below(12)) {
            case 0 -> whole();
            case 1 -> list(schema, values.oneOf(0, 1, 2, 50));
            case 2 -> values.percent(10) ? list(schema, values.oneOf(1_000, 1_001)) : list(schema, 3);
            case 3 -> broken(object(schema));
            case 4 -> broken(list(schema, 2));
            default -> object(schema);
        };
    }

    private String object(JsonNode schema) {
        List<String> members = new ArrayList<>();
        schema.path("properties").forEachEntry((name, property) -> {
            if (!property.path("readOnly").booleanValue(false) && !values.percent(8)) {
                members.add(quoted(values.percent(2) ? values.mutated(name) : name) + ":" + literal(property));
            }
        });
        if (!members.isEmpty() && values.percent(6)) {
            members.add(values.oneOf(members)); // a key given twice
        }
        if (values.percent(6)) {
            members.add(quoted(values.text()) + ":" + hostileLiteral());
        }
        if (values.percent(1)) {
            int many = values.oneOf(100, 5_000, 20_000);
            IntStream.range(0, many).forEach(i -> members.add("\"m" + i + "\":1"));
        }
        return "{" + String.join(",", members) + "}";
    }

    private String list(JsonNode schema, int size) {
        return IntStream.range(0, size).mapToObj(i -> object(schema)).collect(Collectors.joining(",", "[", "]"));
    }

    private String literal(JsonNode property) {
        if (values.percent(25)) {
            return hostileLiteral();
        }
        String valid = values.valid(property);
        String type = HostileValues.type(property);
        return type.equals("string") || type.equals("array") ? quoted(valid) : valid;
    }

    private String hostileLiteral() {
        return switch (values.below(9)) {
            case 0, 1 -> values.number();
            case 2, 3, 4 -> quoted(values.text());
            case 5 ->
                values.oneOf("null", "true", "false", "[]", "{}", "[null]", "{\"a\":[]}", "\"\\ud800\"", "\"\\u0000\"");
            case 6 -> nested();
            case 7 ->
                values.oneOf("nul", "tru", "'a'", "undefined", "", "\"\\x\"", "\"\\u12\"", "\"open", "/* */1", "--1");
            default -> quoted("\u00e9".repeat(values.oneOf(255, 256, 10_000, 70_000)));
        };
    }

    /** Returns a whole body that is no record. */
    private String whole() {
        return switch (values.below(5)) {
            case 0 ->
                values.oneOf(
                        "", " ", "\n", "null", "1", "\"a\"", "[", "]", "{", "}", "[[]]", "[null]", "[1,2]", "{}{}");
            case 1 -> nested();
            case 2 -> "[" + "{},".repeat(values.oneOf(10, 999, 1_500)) + "{}]";
            case 3 -> " ".repeat(values.oneOf(1_000, 100_000)) + "{}";
            default -> hostileLiteral();
        };
    }

    private String nested() {
        int depth = values.oneOf(5, 60, 600, 20_000);
        boolean closed = values.percent(70);
        return values.percent(50)
                ? "[".repeat(depth) + (closed ? "]".repeat(depth) : "")
                : "{\"a\":".repeat(depth) + "1" + (closed ? "}".repeat(depth) : "");
    }

    private String broken(String json) {
        return switch (values.below(6)) {
            case 0 -> json.substring(0, values.below(json.length() + 1));
            case 1 -> "\ufeff" + json;
            case 2 -> json + values.oneOf(",", "}", "]", "x", "\0", json, " \n\t ");
            case 3 -> json.replace("}", ",}");
            default -> values.mutated(json);
        };
    }

    private String lines(JsonNode schema) {
        List<String> lines = new ArrayList<>();
        for (int i = values.oneOf(0, 1, 2, 5, 30); i > 0; i--) {
            lines.add(values.percent(10) ? values.oneOf("", " ", whole(), list(schema, 2)) : object(schema));
        }
        return String.join(values.oneOf("\n", "\n", "\n", "\r\n", "\r", "\n\n", "\u2028"), lines)
                + values.oneOf("", "\n");
    }

    private String csv(JsonNode schema) {
        List<String> columns = new ArrayList<>(schema.path("properties").propertyNames());
        if (values.percent(10)) {
            columns.add(values.percent(50) ? values.text() : values.oneOf(columns));
        }
        if (values.percent(2)) {
            IntStream.range(0, values.oneOf(300, 10_000)).forEach(i -> columns.add("c" + i));
        }
        StringBuilder csv = new StringBuilder(String.join(",", columns));
        String end = values.oneOf("\n", "\r\n", "\n", "\r");
        for (int i = values.oneOf(0, 1, 3, 20); i > 0; i--) {
            csv.append(end)
                    .append(columns.stream()
                            .map(column -> cell(schema.path("properties").path(column)))
                            .collect(Collectors.joining(",")));
        }
        return values.percent(15) ? values.mutated(csv.toString()) : csv + values.oneOf("", end);
    }

    private String cell(JsonNode property) {
        String value = values.percent(20) ? values.text() : values.valid(property);
        return values.percent(30) ? "\"" + (values.percent(90) ? value.replace("\"", "\"\"") : value) + "\"" : value;
    }

    private String form(JsonNode schema) {
        List<String> fields = new ArrayList<>();
        schema.path("properties").forEachEntry((name, property) -> {
            String value = values.percent(40) ? values.text() : values.valid(property);
            fields.add(values.encoded(values.percent(5) ? values.mutated(name) : name) + "=" + values.encoded(value));
        });
        if (!fields.isEmpty() && values.percent(10)) {
            fields.add(values.oneOf(fields));
        }
        if (values.percent(5)) {
            int many = values.oneOf(100, 5_000, 20_000);
            IntStream.range(0, many).forEach(i -> fields.add("f" + i + "=1"));
        }
        return String.join(values.oneOf("&", "&", "&", ";", "&&"), fields);
    }

    private String quoted(String value) {
        StringBuilder json = new StringBuilder("\"");
        boolean raw = values.percent(10);
        for (char character : value.toCharArray()) {
            if (raw
                    || (character >= ' '
                            && character != '"'
                            && character != '\\'
                            && !Character.isSurrogate(character))) {
                json.append(character);
            } else {
                json.append(String.format("\\u%04x", (int) character));
            }
        }
        return json.append('"').toString();
    }

    private byte[] brokenBytes(byte[] body) {
        if (body.length == 0 || !values.percent(5)) {
            return body;
        }
        int at = values.below(body.length);
        ByteArrayOutputStream broken = new ByteArrayOutputStream();
        broken.write(body, 0, at);
        int[] octets = values.oneOf(
                new int[] {0xff},
                new int[] {0xc0, 0x80},
                new int[] {0xed, 0xa0, 0x80},
                new int[] {0xf4, 0x90, 0x80, 0x80},
                new int[] {0},
                new int[] {0xe2, 0x82});
        for (int octet : octets) {
            broken.write(octet);
        }
        broken.write(body, at, body.length - at);
        return broken.toByteArray();
    }
}
