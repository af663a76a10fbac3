package io.github.stockroom.application.catalog;

import io.github.stockroom.application.bulk.Atomic;
import io.github.stockroom.application.query.Page;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Walk;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.application.version.Precondition;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The records of one kind, as callers see them. Every call is atomic, and what it returned is stored. Thread-safe.
 *
 * <p>Every method may throw {@link io.github.stockroom.application.error.TemporarilyUnavailableException}; nothing was
 * changed then.
 *
 * @param <I> the id of a record
 * @param <D> its details: the part that callers decide
 * @param <R> the record
 */
public interface Catalog<I, D, R> extends Atomic {

    /**
     * Adds a record under a new id, at version 1.
     *
     * @throws io.github.stockroom.application.error.FieldConflictException when a value of a unique field is taken, or
     *     refers to a record that does not exist
     */
    R create(D details);

    /**
     * Adds many records in one step, all or none: if one of the arguments throws, nothing is stored and what it threw
     * passes on. Memory is needed for some of them only.
     *
     * @param details read no sooner than they can be stored; {@link io.github.stockroom.application.bulk.ValidDetails}
     *     makes them of input that may not be valid
     * @param created gets each record, in the order of the details; it is not stored for good before this method
     *     returns
     * @return how many
     * @throws io.github.stockroom.application.error.FieldConflictException as {@link #create}
     */
    long createAll(Iterator<D> details, Consumer<? super R> created);

    /**
     * Adds records as another system had them, under their ids, at version 1; passes over each whose id or unique value
     * another has.
     *
     * @param records some thousands at most; no two of them share an id or a unique value
     * @return the ids of those that were added
     * @throws io.github.stockroom.application.error.FieldConflictException when one refers to a record that does not
     *     exist
     */
    Set<I> addAll(List<R> records);

    /** @throws io.github.stockroom.application.error.RecordNotFoundException when there is none */
    R get(I id);

    /**
     * Changes a record, unless the change leaves it equal: then nothing is written and the version stays.
     *
     * <p>Checks in this order: the record exists, the precondition holds, and only then is the change applied, so that
     * a change may refuse with an exception of its own.
     *
     * @param change gets the stored details and returns the wanted ones; runs again on newer details when another
     *     writer comes first and the precondition still holds, so it must have no effect of its own
     * @return the record as stored, its version raised by one if it changed
     * @throws io.github.stockroom.application.error.RecordNotFoundException when there is none
     * @throws io.github.stockroom.application.version.StaleVersionException when the precondition refuses its version
     * @throws io.github.stockroom.application.error.FieldConflictException as {@link #create}
     */
    R change(I id, Precondition precondition, UnaryOperator<D> change);

    /**
     * Deletes a record for good; its id is never given again.
     *
     * @throws io.github.stockroom.application.error.RecordNotFoundException when there is none
     * @throws io.github.stockroom.application.version.StaleVersionException when the precondition refuses its version
     * @throws io.github.stockroom.application.error.RecordInUseException when other records refer to it
     */
    void delete(I id, Precondition precondition);

    /** One page of a query. */
    Page<R> list(Query<R> query, Window window);

    /**
     * All records of a query, or those behind the start, sorted once; the caller closes the walk.
     *
     * @param start its limit is the size of a chunk
     */
    Walk<R> walk(Query<R> query, Window start);

    /** Counts the records that the query matches at this moment; reads them all, so it costs what they are. */
    long count(Query<R> query);
}
