package io.github.stockroom.persistence.sql;

import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import java.util.concurrent.atomic.AtomicLong;

/** Limits how many bytes all spools together take. Thread-safe. */
final class SpoolBudget {

    private final long maxBytes;
    private final AtomicLong taken = new AtomicLong();

    SpoolBudget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** @throws TemporarilyUnavailableException with {@code BUSY} when there is not as much left */
    void take(long bytes) {
        if (taken.addAndGet(bytes) > maxBytes) {
            taken.addAndGet(-bytes);
            throw new TemporarilyUnavailableException(Reason.BUSY, "too many whole lists are being sorted");
        }
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }

    long taken() {
        return taken.get();
    }
}
