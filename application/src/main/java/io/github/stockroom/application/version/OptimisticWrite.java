package io.github.stockroom.application.version;

import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * Repeats "read, decide, write if still unchanged" until a write lands.
 *
 * <p>No lock is held between reading and writing: an attempt fails only because another writer succeeded meanwhile, so
 * the record always moves on. What ends the loop early is the attempt itself, when it finds the record gone or its
 * version no longer acceptable.
 */
public final class OptimisticWrite {

    /** Far beyond what two dozen writers on one record need; a bound only so that no request can run for ever. */
    private static final int ATTEMPTS = 1_000;

    private OptimisticWrite() {}

    /**
     * Changes a record, unless the change leaves it equal: then nothing is written.
     *
     * @param read finds the record or throws; asked anew for each attempt
     * @param change gets what was read and returns what is wanted, still at the version it was read at
     * @param write stores on condition that the version is still that; empty when it is not
     * @return the record as stored
     * @throws StaleVersionException when the precondition refuses a version that was read
     * @throws TemporarilyUnavailableException when 1,000 attempts in a row lost
     */
    public static <T> T change(
            Supplier<T> read,
            ToLongFunction<T> version,
            Precondition precondition,
            UnaryOperator<T> change,
            Function<T, Optional<T>> write) {
        return repeat(() -> {
            T current = read.get();
            precondition.check(version.applyAsLong(current));
            T changed = change.apply(current);
            return changed.equals(current) ? Optional.of(current) : write.apply(changed);
        });
    }

    /**
     * Deletes a record.
     *
     * @param read finds the record or throws; asked anew for each attempt
     * @param delete deletes on condition that the version is still the one read; false when it is not
     * @throws StaleVersionException when the precondition refuses a version that was read
     * @throws TemporarilyUnavailableException when 1,000 attempts in a row lost
     */
    public static <T> void delete(
            Supplier<T> read, ToLongFunction<T> version, Precondition precondition, Predicate<T> delete) {
        repeat(() -> {
            T current = read.get();
            precondition.check(version.applyAsLong(current));
            return delete.test(current) ? Optional.of(current) : Optional.empty();
        });
    }

    static <T> T repeat(Supplier<Optional<T>> attempt) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<T> written = attempt.get();
            if (written.isPresent()) {
                return written.get();
            }
        }
        throw new TemporarilyUnavailableException(Reason.CAPACITY, "too many writers on one record");
    }
}
