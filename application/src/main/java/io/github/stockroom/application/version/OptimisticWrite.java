package io.github.stockroom.application.version;

import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Repeats "read, decide, write if still unchanged" until a write lands.
 *
 * <p>No lock is held between reading and writing: an attempt fails only because another writer succeeded meanwhile, so the
 * record always moves on. What ends the loop early is the attempt itself, when it finds the record gone or its version no
 * longer acceptable.
 */
public final class OptimisticWrite {

    /** Far beyond what two dozen writers on one record need; a bound only so that no request can run for ever. */
    private static final int ATTEMPTS = 1_000;

    private OptimisticWrite() {}

    /**
     * @param attempt reads the record anew, decides, and writes on condition; empty when another writer came first
     * @throws TemporarilyUnavailableException when 1,000 attempts in a row lost
     */
    public static <T> T repeat(Supplier<Optional<T>> attempt) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<T> written = attempt.get();
            if (written.isPresent()) {
                return written.get();
            }
        }
        throw new TemporarilyUnavailableException(Reason.CAPACITY, "too many writers on one record");
    }
}
