package io.github.stockroom.persistence.sql;

import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A bulkhead: limits how many callers work at the same time. In front of the connection pool it holds as many permits
 * as the pool has connections: the pool could count by itself, but wakes a thread for each caller that waits in it, to
 * see whether it may open one more connection. A second one, with fewer permits, limits long work.
 *
 * <p>A caller that finds a permit free may overtake waiting callers, which saves waking one of them for each permit,
 * but only as long as the waiting callers progress too. Thread-safe.
 */
final class ConnectionPermits {

    static final Duration OVERTAKING = Duration.ofMillis(2);

    private final Semaphore free;
    private final int maxWaiting;
    private final Duration acquireTimeout;
    private final Reason refusal;
    private final LongSupplier nanoTime;

    /** The time at which a waiting caller last got a permit. */
    private volatile long lastHandedOver;

    /** Lets any number of callers wait. */
    ConnectionPermits(int permits, Duration acquireTimeout, Reason refusal) {
        this(permits, Integer.MAX_VALUE, acquireTimeout, refusal);
    }

    /**
     * @param maxWaiting how many callers wait at a time, about: each keeps a thread, so further ones are refused at
     * once
     * @param refusal why a caller is refused, at once or after waiting for {@code acquireTimeout}
     */
    ConnectionPermits(int permits, int maxWaiting, Duration acquireTimeout, Reason refusal) {
        this(permits, maxWaiting, acquireTimeout, refusal, System::nanoTime);
    }

    ConnectionPermits(int permits, int maxWaiting, Duration acquireTimeout, Reason refusal, LongSupplier nanoTime) {
        this.free = new Semaphore(permits, true);
        this.maxWaiting = maxWaiting;
        this.acquireTimeout = acquireTimeout;
        this.refusal = refusal;
        this.nanoTime = nanoTime;
        this.lastHandedOver = nanoTime.getAsLong();
    }

    /**
     * @throws TemporarilyUnavailableException with the reason of the refusal when too many wait already, or no permit
     *     was released in time
     */
    <T extends @Nullable Object> T with(Supplier<T> work) {
        return with(maxWaiting, acquireTimeout, work);
    }

    /** The same, with another time to wait, however many others wait. */
    <T extends @Nullable Object> T with(Duration timeout, Supplier<T> work) {
        return with(Integer.MAX_VALUE, timeout, work);
    }

    private <T extends @Nullable Object> T with(int places, Duration timeout, Supplier<T> work) {
        acquire(places, timeout);
        try {
            return work.get();
        } finally {
            free.release();
        }
    }

    int waiting() {
        return free.getQueueLength();
    }

    private void acquire(int places, Duration timeout) {
        // Without a time limit, this overtakes even at a fair semaphore.
        if (mayOvertake() && free.tryAcquire()) {
            return;
        }
        if (places < Integer.MAX_VALUE && free.getQueueLength() >= places) {
            throw new TemporarilyUnavailableException(refusal, "too many wait for a permit");
        }
        try {
            if (!free.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TemporarilyUnavailableException(refusal, "no permit was released within " + timeout);
            }
            lastHandedOver = nanoTime.getAsLong();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TemporarilyUnavailableException(refusal, "interrupted while waiting for a permit", e);
        }
    }

    private boolean mayOvertake() {
        return !free.hasQueuedThreads() || nanoTime.getAsLong() - lastHandedOver < OVERTAKING.toNanos();
    }
}
