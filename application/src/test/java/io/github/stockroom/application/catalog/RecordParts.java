package io.github.stockroom.application.catalog;

import io.github.stockroom.application.query.Fields;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/**
 * Puts records together and takes them apart, for the tests that all numbered records share.
 *
 * @param <I> the id of a record
 * @param <D> its details
 * @param <R> the record
 */
public record RecordParts<I, D, R>(
        Fields<R> fields,
        LongFunction<I> newId,
        Whole<I, D, R> whole,
        Function<R, I> id,
        ToLongFunction<R> version,
        Function<R, D> details) {

    /** Puts a record together. */
    @FunctionalInterface
    public interface Whole<I, D, R> {

        R of(I id, long version, D details);
    }

    /** Returns the same record with other details. */
    public R with(R item, D newDetails) {
        return whole.of(id.apply(item), version.applyAsLong(item), newDetails);
    }

    /** Returns the same record at another version. */
    public R at(R item, long newVersion) {
        return whole.of(id.apply(item), newVersion, details.apply(item));
    }
}
