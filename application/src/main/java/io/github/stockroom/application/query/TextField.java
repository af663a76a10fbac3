package io.github.stockroom.application.query;

import io.github.stockroom.domain.shared.Text;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A field that holds text and can be searched. What "ignoring case" means is defined by {@link CaseFolding}. */
public final class TextField<R> extends Field<R, String> {

    private final int sortLength;

    TextField(String name, Function<R, ? extends @Nullable String> value) {
        this(name, value, Integer.MAX_VALUE);
    }

    private TextField(String name, Function<R, ? extends @Nullable String> value, int sortLength) {
        super(name, FieldType.TEXT, value);
        this.sortLength = sortLength;
    }

    /**
     * The same field, sorted by its first code points only: for text without a limit, which would make positions, and
     * the cursors made of them, too long to travel.
     *
     * @param codePoints more than 0
     */
    public static <R> TextField<R> sortedByStart(
            String name, Function<R, ? extends @Nullable String> value, int codePoints) {
        return new TextField<>(name, value, codePoints);
    }

    @Override
    public @Nullable String sortValueOf(R item) {
        String text = valueOf(item);
        return text == null ? null : Text.start(text, sortLength);
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
