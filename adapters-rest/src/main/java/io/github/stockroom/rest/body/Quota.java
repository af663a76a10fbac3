package io.github.stockroom.rest.body;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Bytes that all clients together, and each client, may take at a time. Thread-safe. */
public final class Quota {

    /** The outcome of an attempt to take some. */
    public enum Outcome {
        TAKEN,
        ALL_TAKEN,
        ALL_OF_CLIENT_TAKEN
    }

    private final long max;
    private final long maxPerClient;
    private final AtomicLong taken = new AtomicLong();
    private final Map<String, Long> takenByClient = new ConcurrentHashMap<>();

    public Quota(long max, long maxPerClient) {
        this.max = max;
        this.maxPerClient = maxPerClient;
    }

    /** Returns the bytes that are taken now. */
    public long taken() {
        return taken.get();
    }

    /** Takes all of these bytes or none. */
    public Outcome take(String client, long bytes) {
        if (taken.addAndGet(bytes) > max) {
            taken.addAndGet(-bytes);
            return Outcome.ALL_TAKEN;
        }
        if (takenByClient.merge(client, bytes, Long::sum) > maxPerClient) {
            release(client, bytes);
            return Outcome.ALL_OF_CLIENT_TAKEN;
        }
        return Outcome.TAKEN;
    }

    /** Gives back what was taken. */
    public void release(String client, long bytes) {
        taken.addAndGet(-bytes);
        takenByClient.computeIfPresent(client, (name, all) -> all == bytes ? null : all - bytes);
    }
}
