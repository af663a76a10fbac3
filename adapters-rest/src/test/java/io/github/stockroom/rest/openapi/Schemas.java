package io.github.stockroom.rest.openapi;

import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.FieldType;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** JSON Schemas (2020-12) in few words. */
public final class Schemas {

    private static final Map<FieldType<?>, String> FORMATS =
            Map.of(FieldType.UNIQUE_ID, "uuid", FieldType.TIMESTAMP, "date-time", FieldType.DAY, "date");

    private Schemas() {}

    public static Schema<?> text() {
        return new JsonSchema().typesItem("string");
    }

    /** @param maxLength in code points */
    public static Schema<?> text(int minLength, int maxLength) {
        return text().minLength(minLength).maxLength(maxLength);
    }

    public static Schema<?> choice(String... values) {
        Schema<Object> schema = new JsonSchema();
        schema.typesItem("string");
        schema.setEnum(List.<Object>of((Object[]) values));
        return schema;
    }

    public static Schema<?> truth() {
        return new JsonSchema().typesItem("boolean");
    }

    public static Schema<?> wholeNumber(long min, long max) {
        return number(max <= Integer.MAX_VALUE ? "int32" : "int64")
                .minimum(BigDecimal.valueOf(min))
                .maximum(BigDecimal.valueOf(max));
    }

    public static Schema<?> wholeNumber() {
        return number("int64");
    }

    /** A number of {@code precision} digits, {@code scale} of them behind the point. */
    public static Schema<?> decimal(int precision, int scale) {
        BigDecimal step = BigDecimal.ONE.movePointLeft(scale);
        BigDecimal max = BigDecimal.TEN.pow(precision - scale).subtract(step);
        return new JsonSchema()
                .typesItem("number")
                .minimum(max.negate())
                .maximum(max)
                .multipleOf(step);
    }

    public static Schema<?> day() {
        return text().format("date");
    }

    public static Schema<?> timestamp() {
        return text().format("date-time");
    }

    public static Schema<?> uniqueId() {
        return text().format("uuid");
    }

    /** An id that the service counts up. */
    public static Schema<?> count() {
        return wholeNumber().minimum(BigDecimal.ONE);
    }

    /** Any value of this field. */
    public static Schema<?> of(Field<?, ?> field) {
        Class<?> type = field.type().javaType();
        if (type == Long.class) {
            return wholeNumber();
        }
        if (type == BigDecimal.class) {
            return new JsonSchema().typesItem("number");
        }
        return type == Boolean.class ? truth() : text().format(FORMATS.get(field.type()));
    }

    public static Schema<?> array(Schema<?> items) {
        Schema<Object> schema = new JsonSchema();
        schema.typesItem("array");
        return schema.items(items);
    }

    /** The same values, no two records with one. */
    public static Schema<?> unique(Schema<?> schema) {
        schema.addExtension("x-unique", true);
        return schema;
    }

    /** The same values, given once and never changed. */
    public static Schema<?> immutable(Schema<?> schema) {
        schema.addExtension("x-immutable", true);
        return schema;
    }

    /**
     * Ids of other records.
     *
     * @param path of their collection
     */
    public static Schema<?> reference(Schema<?> id, String path) {
        id.addExtension("x-references", path);
        return id;
    }

    /** The same values, or null. */
    public static Schema<?> nullable(Schema<?> schema) {
        if (schema.getEnum() != null) {
            addNull(schema);
        }
        return schema.typesItem("null");
    }

    private static <T> void addNull(Schema<T> schema) {
        List<T> values = new ArrayList<>(schema.getEnum());
        values.add(null);
        schema.setEnum(values);
    }

    /** @param name of a schema that an {@link Api} has */
    public static Schema<?> named(String name) {
        return new JsonSchema().$ref("#/components/schemas/" + name);
    }

    public static Schema<?> oneOf(Schema<?>... schemas) {
        Schema<Object> schema = new JsonSchema();
        for (Schema<?> one : schemas) {
            schema.addOneOfItem(one);
        }
        return schema;
    }

    /** An object; its members are to be added, and those that are always there to be named. */
    public static Schema<?> object(String description, Map<String, Schema<?>> members, List<String> required) {
        Schema<Object> schema = new JsonSchema();
        schema.typesItem("object").description(description);
        members.forEach(schema::addProperty);
        required.forEach(schema::addRequiredItem);
        return schema;
    }

    private static Schema<?> number(String format) {
        return new JsonSchema().typesItem("integer").format(format);
    }
}
