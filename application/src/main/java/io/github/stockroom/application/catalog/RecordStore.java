package io.github.stockroom.application.catalog;

import io.github.stockroom.application.bulk.Atomic;
import io.github.stockroom.application.query.Listing;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Walk;
import io.github.stockroom.application.query.Window;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The place where records of one kind are kept. Each method is one atomic step that is durable when it returns.
 * Implementations are thread-safe and throw {@link
 * io.github.stockroom.application.error.TemporarilyUnavailableException} when the store cannot answer.
 *
 * @param <I> the id of a record
 * @param <R> the record, which knows its version
 */
public interface RecordStore<I, R> extends Atomic {

    Optional<R> find(I id);

    /**
     * Stores records as they are, under their ids, at version 1; passes over each whose id or unique value another has.
     *
     * @param records not too many for one step: some thousands; no two of them share an id or a unique value
     * @return the ids of those that were stored
     * @throws io.github.stockroom.application.error.FieldConflictException when one refers to a record that does not
     *     exist
     */
    Set<I> addAll(List<R> records);

    /**
     * Stores a changed record if the stored version is still the one it was read at: one conditional step, never a look
     * and then a write.
     *
     * @return the record with its version raised by one; empty, and nothing written, when it is gone or has another
     *     version
     * @throws io.github.stockroom.application.error.FieldConflictException when a value of a unique field is taken, or
     *     refers to a record that does not exist
     */
    Optional<R> update(R changed);

    /**
     * Deletes the record if it still has this version.
     *
     * @return false, and nothing deleted, when it is gone or has another version
     * @throws io.github.stockroom.application.error.RecordInUseException when other records refer to it
     */
    boolean delete(I id, long version);

    /**
     * The records of a window, in the order of the query, judged as {@link Query#matches} and {@link Query#compare} do.
     */
    List<R> list(Query<R> query, Window window);

    /**
     * All records of a query, or those behind the start; the caller closes the walk. This one suits a store that finds
     * a position in any order at once.
     *
     * @param start its limit is the size of a chunk
     */
    default Walk<R> walk(Query<R> query, Window start) {
        return Walk.byPosition((wanted, window) -> Listing.page(wanted, window, this::list), query, start);
    }

    /** Counts the records that the query matches at this moment. */
    long count(Query<R> query);
}
