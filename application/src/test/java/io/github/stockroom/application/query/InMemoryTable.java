package io.github.stockroom.application.query;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Answers queries from records in memory, straight from the definitions in {@link Query}. */
public final class InMemoryTable {

    private InMemoryTable() {}

    public static <R> List<R> list(Collection<R> records, Query<R> query, Window window) {
        return records.stream()
                .filter(query::matches)
                .filter(item -> window.after() == null || query.compare(query.positionOf(item), window.after()) > 0)
                .filter(item ->
                        window.through() == null || query.compare(query.positionOf(item), window.through()) <= 0)
                .sorted((a, b) -> query.compare(query.positionOf(a), query.positionOf(b)))
                .skip(window.offset())
                .limit(window.limit())
                .toList();
    }

    /** Puts the records back if the work throws. Concurrent writes are lost then too. */
    public static <T, K, V> T atomically(Supplier<T> work, Map<K, V> records) {
        Map<K, V> before = Map.copyOf(records);
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            records.keySet().retainAll(before.keySet());
            records.putAll(before);
            throw e;
        }
    }

    public static <R> long count(Collection<R> records, Query<R> query) {
        return records.stream().filter(query::matches).count();
    }
}
