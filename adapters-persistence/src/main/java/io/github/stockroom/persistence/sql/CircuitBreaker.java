package io.github.stockroom.persistence.sql;

import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Fails at once what needs a database that is out of reach. Without it, each caller would keep a thread of the server
 * for as long as one may wait for a connection, and requests that need no database would wait for a thread. Now and
 * then one caller tries. Thread-safe.
 */
final class CircuitBreaker {

    private static final Logger log = LoggerFactory.getLogger(CircuitBreaker.class);

    private final BooleanSupplier outOfReach;
    private final Duration pause;
    private final LongSupplier nanoTime;

    private volatile boolean open;
    private final AtomicLong nextTry = new AtomicLong();

    /**
     * @param outOfReach whether there is no connection at all; asked when a caller got none
     * @param pause between two tries
     */
    CircuitBreaker(BooleanSupplier outOfReach, Duration pause) {
        this(outOfReach, pause, System::nanoTime);
    }

    CircuitBreaker(BooleanSupplier outOfReach, Duration pause, LongSupplier nanoTime) {
        this.outOfReach = outOfReach;
        this.pause = pause;
        this.nanoTime = nanoTime;
    }

    /**
     * @throws TemporarilyUnavailableException with {@code CAPACITY} when the database is out of reach and this is no
     *     try
     */
    <T extends @Nullable Object> T call(Supplier<T> work) {
        if (open && !mayTry()) {
            throw new TemporarilyUnavailableException(Reason.CAPACITY, "the database is out of reach");
        }
        try {
            T result = work.get();
            close();
            return result;
        } catch (CannotGetJdbcConnectionException | CannotCreateTransactionException e) {
            if (outOfReach.getAsBoolean()) {
                open();
            }
            throw e;
        }
    }

    private boolean mayTry() {
        long now = nanoTime.getAsLong();
        long next = nextTry.get();
        return now - next >= 0 && nextTry.compareAndSet(next, now + pause.toNanos());
    }

    private void open() {
        if (!open) {
            log.warn("The database is out of reach: until it is back, what needs it is refused at once");
        }
        nextTry.set(nanoTime.getAsLong() + pause.toNanos());
        open = true;
    }

    private void close() {
        if (open) {
            open = false;
            log.info("The database is back");
        }
    }
}
