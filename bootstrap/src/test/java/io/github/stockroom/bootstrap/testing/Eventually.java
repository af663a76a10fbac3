package io.github.stockroom.bootstrap.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits for what happens elsewhere: looks again and again, up to a deadline. */
public final class Eventually {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private Eventually() {}

    /** @throws AssertionError when it has not come true by then */
    public static void isTrue(String what, Duration deadline, BooleanSupplier condition) {
        get(what, deadline, () -> condition.getAsBoolean() ? condition : null);
    }

    /**
     * @param look gives null as long as it is not there
     * @throws AssertionError when it is not there by then
     */
    public static <T> T get(String what, Duration deadline, Supplier<@Nullable T> look) {
        long end = System.nanoTime() + deadline.toNanos();
        T found = look.get();
        while (found == null) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + deadline.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            found = look.get();
        }
        return found;
    }
}
