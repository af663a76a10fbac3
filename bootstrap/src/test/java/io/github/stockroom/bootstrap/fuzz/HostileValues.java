package io.github.stockroom.bootstrap.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/** Draws values that break parsers: at limits and beyond, malformed, long, repeated, of the wrong kind. */
final class HostileValues {

    private static final String[] TEXTS = {
        "",
        " ",
        "\t",
        "0",
        "-1",
        "null",
        "undefined",
        "NaN",
        "Infinity",
        "true",
        "[]",
        "{}",
        "'",
        "\"",
        "`",
        "\\",
        "/",
        "..",
        "../../etc/passwd",
        "%",
        "%%",
        "%00",
        "%zz",
        "a\0b",
        "\u0001",
        "\u0007\u001b[31m",
        "\u007f",
        "\u0085",
        "\u200b",
        "\u200dadmin",
        "\u202eadmin",
        "\ufeffa",
        "\ufffe",
        "\uffff",
        "\ud800",
        "\udfff\ud800",
        "\ud83d\udca5",
        "e\u0301",
        "\u0130",
        "\u00df",
        "\u1e9e",
        "\ufb03",
        "\uff21\uff22",
        "\u0430dmin",
        "' or '1'='1",
        "1; select 1--",
        "%_%",
        "${jndi:ldap://x}",
        "#{1+1}",
        "{{7*7}}",
        "<script>alert(1)</script>",
        "=1+1",
        "@SUM(1)",
        "+1",
        "a,b",
        "a\\,b",
        "a:b",
        "*",
        "()",
        "[[[",
        "]",
        "a\r\nX-Injected: y",
        "\n",
        "\r",
        "1e400",
        "1e-400",
        "-0",
        "0x10",
        "1_000",
        "١٢٣",
        "1 ",
        " 1",
        "+",
        "2026-11-27",
        "2026-02-30T25:61:61Z",
        "id",
        "-id",
        "id,id",
        "__proto__",
        "constructor",
        "admin",
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff"
    };

    private static final String[] NUMBERS = {
        "0",
        "-0",
        "1",
        "-1",
        "999",
        "1000",
        "1001",
        "10000",
        "10001",
        "2147483647",
        "2147483648",
        "-2147483648",
        "-2147483649",
        "9007199254740993",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775809",
        "18446744073709551616",
        "1.0",
        "1.5",
        "0.1",
        "1e2",
        "1E+2",
        "1e400",
        "-1e400",
        "1e-400",
        "1e2147483647",
        "1e-2147483648",
        "1e99999999999",
        "01",
        "+1",
        "1.",
        ".1",
        "0x1",
        "NaN",
        "-Infinity"
    };

    private static final String[] UNITS = {
        " ",
        "\t",
        "a",
        "0",
        "9",
        "(",
        ")",
        "[",
        "{",
        "\"",
        "\\",
        "\\\"",
        ",",
        ", ",
        ";",
        ";=",
        "=",
        "-",
        "+",
        "*",
        "/",
        ".",
        ":",
        "%",
        "%41",
        "%25",
        "W/",
        "\"\",",
        "\"a\", ",
        "*/*,",
        "a/b;q=0.1,",
        "q=",
        "a=b;",
        "\u00e9",
        "\u0000",
        "x ",
        "../",
        "//",
        "id,",
        "-id,",
        "1,",
        "\\,",
        "'",
        "e1",
        "bytes=0-,",
        "0-0,",
        "for=",
        "[::1],",
        "::"
    };

    private static final int[] LENGTHS = {2, 17, 200, 255, 256, 257, 1_000, 3_000, 7_000};

    private final Random random;

    HostileValues(Random random) {
        this.random = random;
    }

    /** Returns true this many times out of a hundred. */
    boolean percent(int share) {
        return random.nextInt(100) < share;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    final <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** Returns any characters, lone surrogates and control characters among them. */
    String text() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> repetition();
            case 2 -> randomCharacters();
            case 3 -> number();
            case 4 -> oneOf(TEXTS) + oneOf(TEXTS);
            default -> oneOf(TEXTS);
        };
    }

    /** Returns digits that are seldom a number of the expected kind. */
    String number() {
        return percent(5) ? oneOf("1", "0.", "-", "1e", "0") + "9".repeat(oneOf(20, 400, 5_000)) : oneOf(NUMBERS);
    }

    /** Returns up to 7,000 characters that repeat, which parsers that backtrack take long for. */
    String repetition() {
        String unit = oneOf(UNITS);
        String run = unit.repeat(Math.max(1, LENGTHS[random.nextInt(LENGTHS.length)] / unit.length()));
        return switch (random.nextInt(4)) {
            case 0 -> "x" + run + "x";
            case 1 -> "\"" + run + "\"";
            case 2 -> run + "x";
            default -> run;
        };
    }

    /** Returns a valid text with a character left out, doubled or replaced. */
    String mutated(String valid) {
        if (valid.isEmpty()) {
            return oneOf(TEXTS);
        }
        int at = random.nextInt(valid.length());
        String before = valid.substring(0, at);
        String after = valid.substring(at + 1);
        return switch (random.nextInt(4)) {
            case 0 -> before + after;
            case 1 -> before + valid.charAt(at) + valid.charAt(at) + after;
            case 2 -> before + oneOf(UNITS) + after;
            default -> before + oneOf(TEXTS) + valid.substring(at);
        };
    }

    /** Returns a value that the schema allows, as text. */
    String valid(JsonNode schema) {
        if (schema.has("enum")) {
            return schema.required("enum")
                    .get(below(schema.required("enum").size()))
                    .asString();
        }
        return switch (type(schema)) {
            case "integer" -> Integer.toString(random.nextInt(60));
            case "number" -> random.nextInt(60) + "." + random.nextInt(10);
            case "boolean" -> percent(50) ? "true" : "false";
            case "array" -> array(schema.path("items"));
            default -> text(schema);
        };
    }

    /** Returns the first type that a schema names. */
    static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.get(0).stringValue() : type.stringValue("string");
    }

    /** Encodes for a URL, at times wrongly. */
    String encoded(String value) {
        StringBuilder encoded = new StringBuilder();
        boolean bare = percent(10);
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xff);
            boolean plain =
                    character < 0x7f && (Character.isLetterOrDigit(character) || "-_.~,".indexOf(character) >= 0);
            if (plain || (bare && character > ' ' && character != '#' && character < 0x7f)) {
                encoded.append(character);
            } else {
                encoded.append('%').append(String.format(percent(50) ? "%02x" : "%02X", (int) character));
            }
        }
        return percent(6)
                ? encoded + oneOf("%", "%f", "%zz", "%00", "%c0%af", "%ff", "%ed%a0%80", "%u0041")
                : encoded + "";
    }

    private String array(JsonNode items) {
        StringBuilder values = new StringBuilder(valid(items));
        for (int i = random.nextInt(4); i > 0; i--) {
            values.append(',').append(valid(items));
        }
        return values.toString();
    }

    private String text(JsonNode schema) {
        return switch (schema.path("format").stringValue("")) {
            case "uuid" -> oneOf("7b1f0c3e-2f51-4a39-9c73-6f6f5a1c2d3e", "00000000-0000-0000-0000-000000000000");
            case "date-time" -> "2026-11-27T05:06:07Z";
            case "date" -> "2026-11-27";
            default -> schema.path("example").asString(oneOf("Heat", "a", "name-" + random.nextInt(1_000)));
        };
    }

    private String randomCharacters() {
        StringBuilder characters = new StringBuilder();
        for (int i = random.nextInt(40); i >= 0; i--) {
            characters.append((char) (percent(80) ? random.nextInt(256) : random.nextInt(0x10000)));
        }
        return characters.toString();
    }
}
