package io.github.stockroom.application.catalog;

import io.github.stockroom.application.query.Fields;

/**
 * The behaviour of every {@link Catalog} on a {@link IdAssigningStore}.
 *
 * @param <I> the id of a record
 * @param <D> its details
 * @param <R> the record
 */
public abstract class IdAssigningCatalogContract<I, D, R> extends CatalogContract<I, D, R> {

    private final RecordParts<I, D, R> parts;

    protected IdAssigningCatalogContract(RecordParts<I, D, R> parts) {
        this.parts = parts;
    }

    @Override
    protected final Fields<R> fields() {
        return parts.fields();
    }

    @Override
    protected final I idOf(R item) {
        return parts.id().apply(item);
    }

    @Override
    protected final long versionOf(R item) {
        return parts.version().applyAsLong(item);
    }

    @Override
    protected final D detailsOf(R item) {
        return parts.details().apply(item);
    }

    @Override
    protected final I unknownId() {
        return parts.newId().apply(404);
    }
}
