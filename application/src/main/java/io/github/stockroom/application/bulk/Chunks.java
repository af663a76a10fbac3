package io.github.stockroom.application.bulk;

import io.github.stockroom.application.error.FieldConflictException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Works through more than memory may hold, a chunk at a time. */
public final class Chunks {

    /**
     * Large enough that the round trip to the store hardly counts, small enough that other callers hardly wait for one.
     */
    public static final int SIZE = 1_000;

    private Chunks() {}

    /**
     * Stores what comes, and passes on what became of it.
     *
     * @param store gets at least one and at most {@value #SIZE} at a time, and returns a record for each, in the same
     *     order
     * @param stored gets each record, in order
     * @return how many there were
     * @throws FieldConflictException of the store, with the place among all
     */
    public static <D, R> long store(Iterator<D> drafts, Function<List<D>, List<R>> store, Consumer<? super R> stored) {
        long count = 0;
        while (drafts.hasNext()) {
            List<D> chunk = new ArrayList<>(SIZE);
            while (chunk.size() < SIZE && drafts.hasNext()) {
                chunk.add(drafts.next());
            }
            stored(chunk, store, count).forEach(stored);
            count += chunk.size();
        }
        return count;
    }

    private static <D, R> List<R> stored(List<D> chunk, Function<List<D>, List<R>> store, long before) {
        try {
            return store.apply(chunk);
        } catch (FieldConflictException e) {
            throw e.behind(before);
        }
    }
}
