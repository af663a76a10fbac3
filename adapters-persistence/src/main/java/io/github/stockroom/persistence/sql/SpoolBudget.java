package io.github.stockroom.persistence.sql;

import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Limits how many bytes all spools together take, and opens their files. Thread-safe. */
final class SpoolBudget {

    private final long maxBytes;
    private final Supplier<FileChannel> files;
    private final AtomicLong taken = new AtomicLong();

    /** @param files opens a new file, which is gone when it is closed */
    SpoolBudget(long maxBytes, Supplier<FileChannel> files) {
        this.maxBytes = maxBytes;
        this.files = files;
    }

    FileChannel newFile() {
        return files.get();
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
