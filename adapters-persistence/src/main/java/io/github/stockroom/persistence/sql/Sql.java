package io.github.stockroom.persistence.sql;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A piece of SQL text with a value for each of its {@code ?} marks, in order. Text never comes from a caller of the
 * service, values may.
 *
 * @param parameters immutable; as both drivers take them, which {@link #of} sees to
 */
public record Sql(String text, List<Object> parameters) {

    static final Sql FALSE = of("false");

    public Sql {
        parameters = List.copyOf(parameters);
    }

    public static Sql of(String text, Object... parameters) {
        List<Object> values = new ArrayList<>(parameters.length);
        for (Object parameter : parameters) {
            values.add(parameter(parameter));
        }
        return new Sql(text, values);
    }

    /** The value as both drivers take it: PostgreSQL's knows no {@link Instant}. */
    public static Object parameter(Object value) {
        return value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value;
    }

    /** True where every part is; at least one part. */
    static Sql all(List<Sql> parts) {
        return join(" and ", parts);
    }

    /** True where some part is. */
    static Sql any(List<Sql> parts) {
        return parts.isEmpty() ? FALSE : join(" or ", parts);
    }

    static Sql not(Sql part) {
        return new Sql("not (" + part.text + ")", part.parameters);
    }

    /** Each part in parentheses, and the word between them. */
    static Sql join(String word, List<Sql> parts) {
        String text = parts.stream().map(part -> "(" + part.text + ")").collect(Collectors.joining(word));
        return new Sql(
                text, parts.stream().flatMap(part -> part.parameters.stream()).toList());
    }

    /** This text, followed by another. */
    Sql then(Sql next) {
        List<Object> both = new ArrayList<>(parameters);
        both.addAll(next.parameters);
        return new Sql(text + next.text, both);
    }

    /** This text, followed by another. */
    Sql then(String next, Object... values) {
        return then(of(next, values));
    }
}
