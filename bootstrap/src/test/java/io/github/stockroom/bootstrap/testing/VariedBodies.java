package io.github.stockroom.bootstrap.testing;

import static io.github.stockroom.bootstrap.testing.ResourceUnderTest.quote;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/** Valid bodies of very many records, with values as varied as the types and limits of their members. */
public final class VariedBodies {

    /** Coprime to all the periods below, so that neighbours differ. */
    private static final long STRIDE = 7_919;

    private static final int TARGETS = 500;
    private static final int DAYS = 20_000;
    private static final long TEN_YEARS = 315_360_000;
    private static final int NULL_EVERY = 10;

    private final Map<String, LongFunction<String>> members = new LinkedHashMap<>();

    /** @param http of the service that gets the records that others refer to */
    public VariedBodies(ResourceUnderTest resource, Http http) {
        var targets = new Targets(http);
        JsonNode body = ApiDocument.recordSchema(ApiDocument.root()
                .required("paths")
                .required(resource.path())
                .required("post")
                .required("requestBody")
                .required("content")
                .required("application/json")
                .required("schema"));
        body.required("properties").forEachEntry((name, schema) -> {
            LongFunction<String> values = values(schema, targets);
            boolean isNullable = schema.required("type").isArray();
            members.put(name, row -> isNullable && row % NULL_EVERY == 0 ? "null" : values.apply(row));
        });
    }

    /** Returns a body as a line of NDJSON; those of different rows differ in unique members. */
    public String body(long row) {
        return members.entrySet().stream()
                .map(member -> quote(member.getKey()) + ":" + member.getValue().apply(row))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static LongFunction<String> values(JsonNode schema, Targets targets) {
        if (schema.has("x-references")) {
            boolean unique = schema.has("x-unique");
            var ids = targets.ids(schema.required("x-references").stringValue(), true);
            if (unique) {
                return row -> ids.get();
            }
            List<String> some =
                    LongStream.range(0, TARGETS).mapToObj(i -> ids.get()).toList();
            return row -> some.get((int) (row * STRIDE % TARGETS));
        }
        if (schema.has("enum")) {
            List<String> choices = new ArrayList<>();
            schema.required("enum").forEach(choice -> {
                if (!choice.isNull()) {
                    choices.add(choice.toString());
                }
            });
            return row -> choices.get((int) (row * STRIDE % choices.size()));
        }
        String type = schema.required("type").toString();
        if (type.contains("boolean")) {
            return row -> Boolean.toString(row * STRIDE % 3 == 0);
        }
        if (type.contains("integer")) {
            long min = schema.required("minimum").longValue();
            long count = Math.min(schema.required("maximum").longValue() - min, 1_000_003);
            return row -> Long.toString(min + row * STRIDE % count);
        }
        if (type.contains("number")) {
            BigDecimal step = new BigDecimal(schema.required("multipleOf").toString());
            long count = schema.required("maximum").decimalValue().divide(step).longValue();
            return row ->
                    step.multiply(BigDecimal.valueOf(row * STRIDE % count)).toPlainString();
        }
        int room = schema.path("maxLength").asInt(100);
        return switch (schema.path("format").asString("")) {
            case "date" ->
                row -> quote(LocalDate.EPOCH.plusDays(row * STRIDE % DAYS).toString());
            case "date-time" ->
                row -> quote(Instant.ofEpochSecond(row * STRIDE % TEN_YEARS).toString());
            case "uuid" -> row -> quote(new UUID(row * STRIDE, row).toString());
            default -> row -> quote(start("Row " + row * STRIDE % 1_000_003, room));
        };
    }

    private static String start(String text, int room) {
        return text.length() > room ? text.substring(text.length() - room) : text;
    }
}
