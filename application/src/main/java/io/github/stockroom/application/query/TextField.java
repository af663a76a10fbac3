package io.github.stockroom.application.query;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A field that holds text and can be searched. What "ignoring case" means is defined by {@link CaseFolding}. */
public final class TextField<R> extends Field<R, String> {

    TextField(String name, Function<R, ? extends @Nullable String> value) {
        super(name, FieldType.TEXT, value);
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
