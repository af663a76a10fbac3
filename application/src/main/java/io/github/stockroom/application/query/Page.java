package io.github.stockroom.application.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One part of a query's result.
 *
 * @param items in the order of the query; immutable
 * @param next where to go on reading ({@link Window#after}); null when there was nothing more
 */
public record Page<R>(List<R> items, @Nullable Position next) {

    public Page {
        items = List.copyOf(items);
    }
}
