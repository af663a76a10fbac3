package io.github.stockroom.application.idempotency;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** As strict as a database about responses; what the work itself stores is not taken back. */
public final class InMemoryIdempotentResponses implements IdempotentResponses {

    private record Entry(Instant created, StoredResponse response, List<byte[]> body) {}

    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    @Override
    public Outcome once(String key, Instant now, Extent extent, Work work) {
        ReentrantLock lock = locks.computeIfAbsent(key, k -> new ReentrantLock());
        try {
            if (!lock.tryLock(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StillRunningException();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        try {
            @Nullable Entry stored = entries.get(key);
            if (stored != null && stored.created.isAfter(now.minus(KEPT))) {
                return new Outcome(stored.response, true);
            }
            List<byte[]> body = new ArrayList<>();
            StoredResponse response = work.response(body::add);
            entries.put(key, new Entry(now, response, body));
            return new Outcome(response, false);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<byte[]> part(String key, int number) {
        return Optional.ofNullable(entries.get(key))
                .map(Entry::body)
                .filter(b -> number < b.size())
                .map(b -> b.get(number));
    }
}
