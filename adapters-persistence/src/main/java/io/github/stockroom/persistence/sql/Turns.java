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
 * Lets no more callers at a pool than it has connections. The pool could do that itself, but wakes a thread for each caller that
 * waits in it, to see whether it may open one more connection. Whoever finds a turn free may overtake those who wait, which saves
 * waking one of them for each turn, but only as long as they get on too. Thread-safe.
 */
final class Turns {

    static final Duration OVERTAKING = Duration.ofMillis(2);

    private final Semaphore free;
    private final Duration wait;
    private final LongSupplier nanoTime;

    /** When somebody who had waited last got a turn. */
    private volatile long gotOn;

    Turns(int atOnce, Duration wait) {
        this(atOnce, wait, System::nanoTime);
    }

    Turns(int atOnce, Duration wait, LongSupplier nanoTime) {
        this.free = new Semaphore(atOnce, true);
        this.wait = wait;
        this.nanoTime = nanoTime;
        this.gotOn = nanoTime.getAsLong();
    }

    /** @throws TemporarilyUnavailableException with {@code CAPACITY} when no turn ended soon enough */
    <T extends @Nullable Object> T take(Supplier<T> work) {
        begin();
        try {
            return work.get();
        } finally {
            free.release();
        }
    }

    int waiting() {
        return free.getQueueLength();
    }

    private void begin() {
        // Without a time limit, this overtakes even at a fair semaphore.
        if (mayOvertake() && free.tryAcquire()) {
            return;
        }
        try {
            if (!free.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TemporarilyUnavailableException(Reason.CAPACITY, "no connection was free in time");
            }
            gotOn = nanoTime.getAsLong();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TemporarilyUnavailableException(Reason.CAPACITY, "interrupted while waiting for a connection", e);
        }
    }

    private boolean mayOvertake() {
        return !free.hasQueuedThreads() || nanoTime.getAsLong() - gotOn < OVERTAKING.toNanos();
    }
}
