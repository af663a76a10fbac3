package io.github.stockroom.application.query;

import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The whole result of a query, chunk by chunk, each read when it is asked for. Nothing of the store is held between two
 * chunks: no connection, no transaction. A record that exists throughout and keeps its sort values appears exactly
 * once, in order; records added, changed or deleted meanwhile may or may not appear. There is at least one chunk; each
 * may be empty. To be closed; not thread-safe.
 */
public interface Walk<R> extends Iterator<List<R>>, AutoCloseable {

    @Override
    void close();

    /**
     * Walks from one position to the next: cheap as long as an index serves the order, since each chunk is sorted by
     * itself.
     *
     * @param start its limit is the size of a chunk
     */
    static <R> Walk<R> byPosition(Listing<R> listing, Query<R> query, Window start) {
        Iterator<List<R>> chunks = new Pages<>(listing, query, start).chunks();
        return new Walk<>() {
            @Override
            public boolean hasNext() {
                return chunks.hasNext();
            }

            @Override
            public List<R> next() {
                return chunks.next();
            }

            @Override
            public void close() {
                // A position is nothing to give back.
            }
        };
    }

    /** The rest of the records; closing the stream closes the walk. */
    default Stream<R> stream() {
        var spliterator = Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED | Spliterator.NONNULL);
        return StreamSupport.stream(spliterator, false).flatMap(List::stream).onClose(this::close);
    }
}
