package io.github.stockroom.bootstrap.testing;

import static io.github.stockroom.bootstrap.testing.ResourceUnderTest.quote;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Valid values of a member of a body, as JSON: of a unique member a new one each time, of a reference the id of a
 * record that exists, else the example.
 */
final class MemberValues {

    /** Beyond the values that tests write down. */
    private static final long FIRST_NUMBER = 2_000;

    private MemberValues() {}

    static Supplier<String> of(JsonNode schema, Targets targets) {
        if (schema.has("x-references")) {
            return targets.ids(schema.required("x-references").stringValue(), schema.has("x-unique"));
        }
        if (schema.has("x-unique")) {
            return unique(schema);
        }
        String example = schema.required("example").toString();
        return () -> example;
    }

    /** Returns what gives another value each time. */
    static Supplier<String> unique(JsonNode schema) {
        AtomicLong numbers = new AtomicLong(FIRST_NUMBER);
        return () -> value(schema, numbers.getAndIncrement());
    }

    /** Returns a valid value other than the one of this name in the schema. */
    static String otherThan(String keyword, JsonNode schema) {
        JsonNode value = schema.required(keyword);
        if (value.isBoolean()) {
            return Boolean.toString(!value.booleanValue());
        }
        if (schema.has("enum")) {
            return schema.required("enum")
                    .valueStream()
                    .filter(choice -> !choice.equals(value) && !choice.isNull())
                    .findFirst()
                    .orElseThrow()
                    .toString();
        }
        if (value.isNumber()) {
            JsonNode min = schema.required("minimum");
            return (min.decimalValue().compareTo(value.decimalValue()) == 0 ? schema.required("maximum") : min)
                    .toString();
        }
        if (schema.has("format")) {
            return quote(
                    switch (schema.required("format").stringValue()) {
                        case "date" -> "1582-10-10";
                        case "date-time" -> "1582-10-10T12:00:00.000000Z";
                        default -> new UUID(7, 7).toString();
                    });
        }
        return quote(value.stringValue().equals("x") ? "y" : "x");
    }

    private static String value(JsonNode schema, long number) {
        String type = schema.required("type").toString();
        if (type.contains("integer")) {
            return Long.toString(schema.path("minimum").asLong(0) + number);
        }
        if (type.contains("number")) {
            BigDecimal step = new BigDecimal(schema.required("multipleOf").toString());
            return step.multiply(BigDecimal.valueOf(number)).toPlainString();
        }
        return quote(
                switch (schema.path("format").asString("")) {
                    case "date" -> LocalDate.EPOCH.plusDays(number).toString();
                    case "date-time" -> Instant.ofEpochSecond(number).toString();
                    case "uuid" -> new UUID(0, number).toString();
                    default -> Long.toString(number, Character.MAX_RADIX);
                });
    }
}
