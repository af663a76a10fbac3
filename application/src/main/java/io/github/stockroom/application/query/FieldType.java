package io.github.stockroom.application.query;

import io.github.stockroom.domain.shared.Choice;
import io.github.stockroom.domain.shared.Day;
import io.github.stockroom.domain.shared.Decimal;
import io.github.stockroom.domain.shared.Text;
import io.github.stockroom.domain.shared.TextOrder;
import io.github.stockroom.domain.shared.Timestamp;
import io.github.stockroom.domain.shared.Truth;
import io.github.stockroom.domain.shared.UniqueId;
import io.github.stockroom.domain.shared.WholeNumber;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The kind of value a field holds: how it is read from text, written as text, and ordered.
 *
 * @param <V> the Java type of the values
 */
public final class FieldType<V> {

    public static final FieldType<Long> WHOLE_NUMBER = new FieldType<>(
            Long.class, WholeNumber::parse, value -> Long.toString(value), value -> value, Comparator.naturalOrder());

    /** Ordered for people, see {@link TextOrder}. */
    public static final FieldType<String> TEXT = new FieldType<>(
            String.class, Text::storable, Function.identity(), Text::storable, Comparator.comparing(TextOrder::key));

    /** Text in ASCII, ordered by code point. Operands may be any text, which is above ASCII in every store. */
    public static final FieldType<String> CODE = new FieldType<>(
            String.class, Text::storable, Function.identity(), Text::storable, Comparator.naturalOrder());

    /** Ordered as text, which databases do; {@link UUID#compareTo} takes the halves for signed numbers. */
    public static final FieldType<UUID> UNIQUE_ID = new FieldType<>(
            UUID.class, UniqueId::parse, UUID::toString, value -> value, Comparator.comparing(UUID::toString));

    public static final FieldType<Instant> TIMESTAMP = new FieldType<>(
            Instant.class, Timestamp::parse, Timestamp::format, Timestamp::stored, Comparator.naturalOrder());

    /** False comes before true. */
    public static final FieldType<Boolean> TRUTH = new FieldType<>(
            Boolean.class, Truth::parse, value -> Boolean.toString(value), value -> value, Comparator.naturalOrder());

    public static final FieldType<LocalDate> DAY =
            new FieldType<>(LocalDate.class, Day::parse, LocalDate::toString, Day::stored, Comparator.naturalOrder());

    private final Class<V> javaType;
    private final Function<String, V> parser;
    private final Function<V, String> formatter;
    private final UnaryOperator<V> storer;
    private final Comparator<? super V> order;

    private FieldType(
            Class<V> javaType,
            Function<String, V> parser,
            Function<V, String> formatter,
            UnaryOperator<V> storer,
            Comparator<? super V> order) {
        this.javaType = javaType;
        this.parser = parser;
        this.formatter = formatter;
        this.storer = storer;
        this.order = order;
    }

    /**
     * Decimal numbers.
     *
     * @param scale the decimal places that values have; operands may have more
     */
    static FieldType<BigDecimal> decimal(int scale) {
        return new FieldType<>(
                BigDecimal.class,
                text -> Decimal.comparable(scale, Decimal.parse(text)),
                BigDecimal::toPlainString,
                number -> Decimal.comparable(scale, number),
                Comparator.naturalOrder());
    }

    /**
     * Text that is one of a few, ordered by code point.
     *
     * @param choices not empty
     */
    static FieldType<String> choice(List<String> choices) {
        List<String> all = List.copyOf(choices);
        return new FieldType<>(
                String.class,
                text -> Choice.of(all, text),
                Function.identity(),
                Text::storable,
                Comparator.naturalOrder());
    }

    /** Returns the Java type of the values. */
    public Class<V> javaType() {
        return javaType;
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
     * The value as every store holds it: times are cut to the microsecond, which databases would round each in its own
     * way.
     *
     * @throws ClassCastException when it is of another Java type
     * @throws io.github.stockroom.domain.shared.ValidationException when no store can hold it: text with U+0000, a time
     *     before the year 1 or after 9999
     */
    V stored(Object value) {
        return storer.apply(cast(value));
    }

    private V cast(Object value) {
        return javaType.cast(value);
    }

    int compare(Object a, Object b) {
        return order.compare(cast(a), cast(b));
    }
}
