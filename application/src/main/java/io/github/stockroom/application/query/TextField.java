package io.github.stockroom.application.query;

import io.github.stockroom.domain.shared.Text;
import io.github.stockroom.domain.shared.TextOrder;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A field that holds text and can be searched. What "ignoring case" means is defined by {@link CaseFolding}. */
public final class TextField<R> extends Field<R, String> {

    private final int sortLength;

    TextField(String name, Function<R, ? extends @Nullable String> value) {
        this(name, FieldType.TEXT, value, TextOrder.MAX_LENGTH);
    }

    private TextField(
            String name, FieldType<String> type, Function<R, ? extends @Nullable String> value, int sortLength) {
        super(name, type, value);
        this.sortLength = sortLength;
    }

    /**
     * A field of text that is made for machines, in ASCII, and sorted by code point.
     *
     * @param name as callers spell it; unique among the fields of the record
     */
    public static <R> TextField<R> code(String name, Function<R, ? extends @Nullable String> value) {
        return new TextField<>(name, FieldType.CODE, value, TextOrder.MAX_LENGTH);
    }

    /**
     * The same field, sorted and compared by fewer code points at its start than other text: for text without a limit,
     * which would make positions, and the cursors made of them, too long to travel.
     *
     * @param codePoints 1 to {@link TextOrder#MAX_LENGTH}
     */
    public static <R> TextField<R> sortedByStart(
            String name, Function<R, ? extends @Nullable String> value, int codePoints) {
        return new TextField<>(name, FieldType.TEXT, value, codePoints);
    }

    @Override
    String sortValue(String held) {
        return Text.start(held, sortLength);
    }

    public Condition<R> contains(String part) {
        return new Condition<>(this, Operator.CONTAINS, List.of(part));
    }

    public Condition<R> containsIgnoringCase(String part) {
        return new Condition<>(this, Operator.ICONTAINS, List.of(part));
    }

    public Condition<R> startsWith(String start) {
        return new Condition<>(this, Operator.STARTSWITH, List.of(start));
    }

    public Condition<R> startsWithIgnoringCase(String start) {
        return new Condition<>(this, Operator.ISTARTSWITH, List.of(start));
    }
}
