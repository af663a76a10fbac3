package io.github.stockroom.application.catalog;

import java.util.List;

/**
 * A store that gives each record its id: a whole number or a UUID, rising and never given before.
 *
 * @param <I> the id of a record
 * @param <D> the details of a record
 * @param <R> the record
 */
public interface IdAssigningStore<I, D, R> extends RecordStore<I, R> {

    /**
     * Stores a new record under the next id, at version 1.
     *
     * @throws io.github.stockroom.application.error.FieldConflictException when a value of a unique field is taken, or
     *     refers to a record that does not exist
     */
    R insert(D details);

    /**
     * Stores new records under rising ids, at version 1.
     *
     * @param details not too many for one step: some thousands
     * @return the records, in the order of the details
     * @throws io.github.stockroom.application.error.FieldConflictException as {@link #insert}, with the place of the
     *     record among these
     */
    List<R> insertAll(List<D> details);
}
