package io.github.stockroom.application.error;

import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Repeats work that the store undid because another transaction was in its way: a serialization failure or a deadlock.
 * Waits a random time before each repetition, so that those who met do not meet again. Thread-safe.
 */
public final class ConflictRetry {

    /** No repetition begins later than this after the first attempt: clients give up after five seconds. */
    static final Duration LIMIT = Duration.ofSeconds(2);

    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private static final ConflictRetry DEFAULT = new ConflictRetry(System::nanoTime, ConflictRetry::sleep);

    private final LongSupplier nanoTime;
    private final LongConsumer sleep;

    /** @param sleep for a number of nanoseconds */
    ConflictRetry(LongSupplier nanoTime, LongConsumer sleep) {
        this.nanoTime = nanoTime;
        this.sleep = sleep;
    }

    /**
     * Runs work until it is not undone.
     *
     * @param work may run several times, so it has no effect outside the store and starts anew each time
     * @throws TemporarilyUnavailableException with {@code CONFLICT} when it was still undone after two seconds
     */
    public static <T extends @Nullable Object> T run(Supplier<T> work) {
        return DEFAULT.repeat(work);
    }

    /** The same for work without a result. */
    public static void run(Runnable work) {
        DEFAULT.repeat(() -> {
            work.run();
            return null;
        });
    }

    <T extends @Nullable Object> T repeat(Supplier<T> work) {
        long start = nanoTime.getAsLong();
        for (long longest = FIRST_PAUSE; ; longest = Math.min(2 * longest, LONGEST_PAUSE)) {
            try {
                return work.get();
            } catch (TemporarilyUnavailableException e) {
                long pause = ThreadLocalRandom.current().nextLong(longest);
                if (e.reason() != Reason.CONFLICT
                        || nanoTime.getAsLong() - start + pause > LIMIT.toNanos()
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                sleep.accept(pause);
            }
        }
    }

    private static void sleep(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
