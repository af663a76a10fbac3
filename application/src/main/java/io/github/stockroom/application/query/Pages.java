package io.github.stockroom.application.query;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Walks the whole result of a query, page by page, each read when it is asked for. Nothing is held between two pages:
 * no connection, no transaction. A record that exists throughout and keeps its sort values appears exactly once, in
 * order; records added or deleted meanwhile may or may not appear. Not thread-safe.
 */
public final class Pages<R> implements Iterator<Page<R>> {

    private final Listing<R> listing;
    private final Query<R> query;
    private @Nullable Window rest;

    /** @param start its limit is the size of a page */
    public Pages(Listing<R> listing, Query<R> query, Window start) {
        this.listing = listing;
        this.query = query;
        this.rest = start;
    }

    /** Every record of the query; needs no closing. */
    public static <R> Stream<R> stream(Listing<R> listing, Query<R> query) {
        var pages = new Pages<>(listing, query, Window.first(1_000));
        var spliterator = Spliterators.spliteratorUnknownSize(pages, Spliterator.ORDERED | Spliterator.NONNULL);
        return StreamSupport.stream(spliterator, false).flatMap(page -> page.items().stream());
    }

    @Override
    public boolean hasNext() {
        return rest != null;
    }

    @Override
    public Page<R> next() {
        Window window = rest;
        if (window == null) {
            throw new NoSuchElementException();
        }
        Page<R> page = listing.list(query, window);
        rest = page.next() == null ? null : window.after(page.next());
        return page;
    }

    /** The rest of the walk, without the positions. */
    public Iterator<List<R>> chunks() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return Pages.this.hasNext();
            }

            @Override
            public List<R> next() {
                return Pages.this.next().items();
            }
        };
    }
}
