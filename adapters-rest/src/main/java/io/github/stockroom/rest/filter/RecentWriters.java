package io.github.stockroom.rest.filter;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The accounts and addresses that wrote something at this instance a moment ago. Of more than {@value #MAX_WRITERS} all
 * callers count as such for as long as one would. Thread-safe.
 */
public final class RecentWriters {

    /** The time for which a writer is remembered. */
    public static final Duration MEMORY = Duration.ofSeconds(5);

    static final int MAX_WRITERS = 100_000;

    private final LongSupplier nanoTime;
    private final AtomicLong forgotten;
    private final Cache<Object, Long> writers;

    /** @param nanoTime as {@link System#nanoTime} */
    public RecentWriters(LongSupplier nanoTime) {
        this(nanoTime, MAX_WRITERS);
    }

    RecentWriters(LongSupplier nanoTime, int max) {
        this.nanoTime = nanoTime;
        this.forgotten = new AtomicLong(nanoTime.getAsLong() - MEMORY.toNanos());
        this.writers = Caffeine.newBuilder()
                .maximumSize(max)
                .expireAfterWrite(MEMORY)
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .evictionListener((writer, time, cause) -> {
                    if (cause == RemovalCause.SIZE) {
                        forgotten.set(nanoTime.getAsLong());
                    }
                })
                .build();
    }

    void add(List<Object> identities) {
        long now = nanoTime.getAsLong();
        for (Object identity : identities) {
            writers.put(identity, now);
        }
    }

    boolean includeAny(List<Object> identities) {
        if (nanoTime.getAsLong() - forgotten.get() < MEMORY.toNanos()) {
            return true;
        }
        for (Object identity : identities) {
            if (writers.getIfPresent(identity) != null) {
                return true;
            }
        }
        return false;
    }
}
