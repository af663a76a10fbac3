package io.github.stockroom.application.query;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One key to sort by, made by {@link Field#ascending()} and {@link Field#descending()}. No value sorts last both ways.
 */
public record SortKey<R>(Field<R, ?> field, boolean descending) {

    Comparator<@Nullable Object> comparator() {
        Comparator<Object> values = field.type()::compare;
        return Comparator.nullsLast(descending ? values.reversed() : values);
    }
}
