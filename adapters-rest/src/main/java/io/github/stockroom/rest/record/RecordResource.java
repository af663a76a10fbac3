package io.github.stockroom.rest.record;

import io.github.stockroom.application.catalog.Catalog;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.operations.RecordOperations;
import io.github.stockroom.rest.json.JsonObject;
import io.github.stockroom.rest.rows.RecordReader;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * One kind of record: what the API, imports and exports have to know of it.
 *
 * @param name in the plural, as operators and file names call it
 * @param id reads the variable of a path; throws {@link io.github.stockroom.application.error.RecordNotFoundException}
 *     for a text that can be the id of no record
 * @param whole makes the record of a row of an import that keeps its id, at version 1; throws {@link
 *     io.github.stockroom.domain.shared.ValidationException} naming every member that is not right
 * @param version of a record
 * @param catalog the type of the bean that keeps the records
 * @param <I> the id of a record
 * @param <D> its details: the part that callers decide
 * @param <R> the record
 */
public record RecordResource<I, D, R>(
        String name,
        RecordOperations operations,
        Fields<R> fields,
        RecordReader<D> format,
        Function<String, I> id,
        BiFunction<JsonObject, D, R> whole,
        ToLongFunction<R> version,
        Class<? extends Catalog<I, D, R>> catalog) {

    /** Returns the id of a record. */
    public I idOf(R item) {
        return id.apply(
                fields.id().type().format(Objects.requireNonNull(fields.id().valueOf(item))));
    }
}
