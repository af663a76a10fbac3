package io.github.stockroom.application.move;

import io.github.stockroom.application.bulk.Atomic;
import io.github.stockroom.application.catalog.Catalog;
import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The place that records of one kind move to.
 *
 * @param <K> what tells two of them apart: the id, as a rule
 */
public interface MoveTarget<K, R> extends Atomic {

    K keyOf(R item);

    /** Returns the stored records with these keys. */
    Map<K, R> stored(Collection<K> keys);

    /**
     * Stores records as they are; passes over each whose id or unique value another has.
     *
     * @param items no two of them share a key
     * @return the keys of those that were stored
     */
    Set<K> addAll(List<R> items);

    /** Returns true if a stored record is the moved one, as far as moving it again would go. */
    boolean isSame(R stored, R moved);

    /**
     * Returns true if a stored record is another one than the moved, whose key it has by chance, so that the moved one
     * has no place.
     */
    default boolean isOther(R stored, R moved) {
        return false;
    }

    /** Counts the stored records. */
    long count();

    /** The records of a catalogue. */
    static <I, D, R> MoveTarget<I, R> of(Catalog<I, D, R> catalog, Fields<R> fields, Function<R, I> id) {
        return new MoveTarget<>() {
            @Override
            public I keyOf(R item) {
                return id.apply(item);
            }

            @Override
            public Map<I, R> stored(Collection<I> keys) {
                return keys.isEmpty() ? Map.of() : storedIn(fields.id(), keys);
            }

            private <V> Map<I, R> storedIn(Field<R, V> field, Collection<I> keys) {
                List<V> values = keys.stream()
                        .map(key -> field.type().parse(key.toString()))
                        .toList();
                Query<R> query = Query.of(fields).where(field.in(values)).sortedBy(field.ascending());
                Map<I, R> found = new HashMap<>();
                catalog.list(query, Window.first(keys.size())).items().forEach(item -> found.put(keyOf(item), item));
                return found;
            }

            @Override
            public Set<I> addAll(List<R> items) {
                return catalog.addAll(items);
            }

            @Override
            public boolean isSame(R stored, R moved) {
                return Objects.equals(stored, moved);
            }

            @Override
            public long count() {
                return catalog.count(Query.of(fields));
            }

            @Override
            public <T> T atomically(Supplier<T> work) {
                return catalog.atomically(work);
            }
        };
    }
}
