package io.github.stockroom.application.query;

import io.github.stockroom.domain.shared.Text;
import io.github.stockroom.domain.shared.WholeNumber;
import java.util.function.Function;

/**
 * The kind of value a field holds: how it is read from text, written as text, and compared.
 *
 * @param <V> the Java type of the values; their natural order is the order of the field
 */
public final class FieldType<V extends Comparable<? super V>> {

    public static final FieldType<Long> WHOLE_NUMBER =
            new FieldType<>(Long.class, WholeNumber::parse, value -> Long.toString(value));

    /** Ordered by UTF-16 unit or by code point, as the store prefers; the two differ only beyond U+FFFF. */
    public static final FieldType<String> TEXT = new FieldType<>(String.class, Text::storable, Function.identity());

    private final Class<V> javaType;
    private final Function<String, V> parser;
    private final Function<V, String> formatter;

    private FieldType(Class<V> javaType, Function<String, V> parser, Function<V, String> formatter) {
        this.javaType = javaType;
        this.parser = parser;
        this.formatter = formatter;
    }

    /** @throws io.github.stockroom.domain.shared.ValidationException when the text is not a value of this type */
    public V parse(String text) {
        return parser.apply(text);
    }

    /** The text that {@link #parse} reads back as the same value. */
    public String format(Object value) {
        return formatter.apply(cast(value));
    }

    /**
     * Refuses what is not a value of this type.
     *
     * @throws ClassCastException when it is of another Java type
     * @throws io.github.stockroom.domain.shared.ValidationException when its text is none that {@link #parse} reads
     */
    void check(Object value) {
        parse(format(value));
    }

    private V cast(Object value) {
        return javaType.cast(value);
    }

    int compare(Object a, Object b) {
        return cast(a).compareTo(cast(b));
    }
}
