package io.github.stockroom.persistence.sql;

import java.time.Duration;

/**
 * The share of the database that long work may take: searches, counts, lists that no index leads to, whole lists and exports.
 *
 * @param connections how many pieces of long work run at the same time, 1 or more; fewer than the pool has connections, so that
 *     short work finds one free
 * @param acquireTimeout how long a caller waits for its turn before it is refused
 * @param sortedBytes how much room the ids of whole lists may take that no index sorts, in all such lists together; 8 bytes a
 *     record, or 16 where ids are UUIDs
 */
public record LongWork(int connections, Duration acquireTimeout, long sortedBytes) {

    public static final Duration DEFAULT_ACQUIRE_TIMEOUT = Duration.ofSeconds(1);
    public static final long DEFAULT_SORTED_BYTES = 64L * 1024 * 1024;

    public LongWork {
        if (connections < 1 || acquireTimeout.isNegative() || sortedBytes < 1) {
            throw new IllegalArgumentException(
                    "long work needs a connection, room, and a time-out that is not negative");
        }
    }

    /** The default: a third of the connections. */
    public static LongWork inPoolOf(int connections) {
        return new LongWork(Math.max(1, connections / 3), DEFAULT_ACQUIRE_TIMEOUT, DEFAULT_SORTED_BYTES);
    }
}
