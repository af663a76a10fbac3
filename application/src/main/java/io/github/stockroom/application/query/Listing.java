package io.github.stockroom.application.query;

import java.util.List;

/** Answers queries page by page; the {@code list} method of every catalogue is one. */
@FunctionalInterface
public interface Listing<R> {

    Page<R> list(Query<R> query, Window window);

    /**
     * Lists from a store that knows only how to fetch: asks for one record more to learn whether there is a next page.
     */
    static <R> Page<R> page(Query<R> query, Window window, Fetch<R> store) {
        List<R> items = store.fetch(query, window.withLimit(window.limit() + 1));
        if (items.size() <= window.limit()) {
            return new Page<>(items, null);
        }
        List<R> shown = items.subList(0, window.limit());
        return new Page<>(shown, query.positionOf(shown.get(shown.size() - 1)));
    }

    /** Fetches the records of a window. */
    @FunctionalInterface
    interface Fetch<R> {
        List<R> fetch(Query<R> query, Window window);
    }
}
