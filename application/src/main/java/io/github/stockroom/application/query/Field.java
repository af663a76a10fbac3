package io.github.stockroom.application.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field of a record that callers may filter and sort by. Immutable and compared by identity: a resource
 * declares each of
 * its fields once, as a constant.
 *
 * @param <R> the record
 * @param <V> the type of the field's values
 */
public class Field<R, V> {

    private final String name;
    private final FieldType<V> type;
    private final Function<R, ? extends @Nullable V> value;

    Field(String name, FieldType<V> type, Function<R, ? extends @Nullable V> value) {
        this.name = name;
        this.type = type;
        this.value = value;
    }

    /** @param name as callers spell it; unique among the fields of the record */
    public static <R> Field<R, Long> wholeNumber(String name, Function<R, ? extends @Nullable Long> value) {
        return new Field<>(name, FieldType.WHOLE_NUMBER, value);
    }

    /** @param name as callers spell it; unique among the fields of the record */
    public static <R> TextField<R> text(String name, Function<R, ? extends @Nullable String> value) {
        return new TextField<>(name, value);
    }

    /** @param name as callers spell it; unique among the fields of the record */
    public static <R> Field<R, UUID> uniqueId(String name, Function<R, ? extends @Nullable UUID> value) {
        return new Field<>(name, FieldType.UNIQUE_ID, value);
    }

    /** @param name as callers spell it; unique among the fields of the record */
    public static <R> Field<R, Instant> timestamp(String name, Function<R, ? extends @Nullable Instant> value) {
        return new Field<>(name, FieldType.TIMESTAMP, value);
    }

    /**
     * @param name as callers spell it; unique among the fields of the record
     * @param scale the decimal places that values have
     */
    public static <R> Field<R, BigDecimal> decimal(
            String name, int scale, Function<R, ? extends @Nullable BigDecimal> value) {
        return new Field<>(name, FieldType.decimal(scale), value);
    }

    /** @param name as callers spell it; unique among the fields of the record */
    public static <R> Field<R, Boolean> truth(String name, Function<R, ? extends @Nullable Boolean> value) {
        return new Field<>(name, FieldType.TRUTH, value);
    }

    /** @param name as callers spell it; unique among the fields of the record */
    public static <R> Field<R, LocalDate> day(String name, Function<R, ? extends @Nullable LocalDate> value) {
        return new Field<>(name, FieldType.DAY, value);
    }

    /**
     * A field of text that is one of a few, which cannot be searched for a part.
     *
     * @param name as callers spell it; unique among the fields of the record
     */
    public static <R> Field<R, String> choice(
            String name, List<String> choices, Function<R, ? extends @Nullable String> value) {
        return new Field<>(name, FieldType.choice(choices), value);
    }

    public String name() {
        return name;
    }

    public FieldType<V> type() {
        return type;
    }

    /** Returns the value that the record holds in this field; null if it has none. */
    public final @Nullable V valueOf(R item) {
        return value.apply(item);
    }

    /** Returns the value that the record is sorted by in this field. */
    public final @Nullable V sortValueOf(R item) {
        V held = valueOf(item);
        return held == null ? null : sortValue(held);
    }

    /** Returns what a value is sorted and compared by: the value itself unless the field overrides it. */
    V sortValue(V held) {
        return held;
    }

    /** Returns the same for a value of which the type is known at run time only. */
    Object sortValueOfAny(Object held) {
        return sortValue(type.javaType().cast(held));
    }

    public Condition<R> is(V operand) {
        return new Condition<>(this, Operator.EQ, List.of(operand));
    }

    /** Another value, or none at all. */
    public Condition<R> isNot(V operand) {
        return new Condition<>(this, Operator.NE, List.of(operand));
    }

    public Condition<R> below(V operand) {
        return new Condition<>(this, Operator.LT, List.of(operand));
    }

    public Condition<R> atMost(V operand) {
        return new Condition<>(this, Operator.LTE, List.of(operand));
    }

    public Condition<R> above(V operand) {
        return new Condition<>(this, Operator.GT, List.of(operand));
    }

    public Condition<R> atLeast(V operand) {
        return new Condition<>(this, Operator.GTE, List.of(operand));
    }

    /** One of the values; none of them means that no record matches. */
    public Condition<R> in(Collection<? extends V> operands) {
        return new Condition<>(this, Operator.IN, List.copyOf(operands));
    }

    public Condition<R> isNull() {
        return new Condition<>(this, Operator.ISNULL, List.of(true));
    }

    public Condition<R> isNotNull() {
        return new Condition<>(this, Operator.ISNULL, List.of(false));
    }

    /** Smallest first; records without a value come last. */
    public SortKey<R> ascending() {
        return new SortKey<>(this, false);
    }

    /** Largest first; records without a value come last. */
    public SortKey<R> descending() {
        return new SortKey<>(this, true);
    }

    @Override
    public String toString() {
        return name;
    }
}
