package io.github.stockroom.application.catalog;

import io.github.stockroom.application.query.InMemoryTable;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * As strict as a database, and as safe with many threads. Holds records only as long as it is held itself.
 *
 * @param <I> the id of a record
 * @param <D> its details
 * @param <R> the record
 */
public abstract class InMemoryNumberedStore<I, D, R> implements NumberedStore<I, D, R> {

    private final RecordParts<I, D, R> parts;
    private final Map<I, R> records = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();

    protected InMemoryNumberedStore(RecordParts<I, D, R> parts) {
        this.parts = parts;
    }

    @Override
    public final R insert(D details) {
        I id = parts.newId().apply(lastId.incrementAndGet());
        R inserted = parts.whole().of(id, 1, details);
        records.put(id, inserted);
        return inserted;
    }

    @Override
    public final List<R> insertAll(List<D> details) {
        return details.stream().map(this::insert).toList();
    }

    @Override
    public final <T> T atomically(Supplier<T> work) {
        return InMemoryTable.atomically(work, records);
    }

    @Override
    public final Optional<R> find(I id) {
        return Optional.ofNullable(records.get(id));
    }

    @Override
    public final Optional<R> update(R changed) {
        long version = parts.version().applyAsLong(changed);
        I id = parts.id().apply(changed);
        R raised = parts.at(changed, version + 1);
        return at(id, version)
                .filter(found -> records.replace(id, found, raised))
                .map(found -> raised);
    }

    @Override
    public final boolean delete(I id, long version) {
        return at(id, version).filter(found -> records.remove(id, found)).isPresent();
    }

    @Override
    public final List<R> list(Query<R> query, Window window) {
        return InMemoryTable.list(records.values(), query, window);
    }

    @Override
    public final long count(Query<R> query) {
        return InMemoryTable.count(records.values(), query);
    }

    private Optional<R> at(I id, long version) {
        return find(id).filter(found -> parts.version().applyAsLong(found) == version);
    }
}
