package io.github.stockroom.persistence.sql;

import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The share of the database that long work may take. Long reads are searches, counts, lists that no index leads to,
 * whole lists and exports. Bulk writes create many records in one transaction.
 *
 * @param connections how many long reads run at the same time, 1 or more; fewer than the pool has connections, so that
 *     short work finds one free
 * @param bulkConnections how many bulk writes run at the same time, 1 or more; beside the long reads
 * @param acquireTimeout how long a caller waits for its turn before it is refused
 * @param sortedBytes how much room the ids of whole lists may take that no index sorts, in all such lists together; 8
 *     bytes a record, or 16 where ids are UUIDs
 * @param files opens a new temporary file for such ids, which is gone when it is closed
 */
public record LongWork(
        int connections, int bulkConnections, Duration acquireTimeout, long sortedBytes, Supplier<FileChannel> files) {

    public static final Duration DEFAULT_ACQUIRE_TIMEOUT = Duration.ofSeconds(1);
    public static final long DEFAULT_SORTED_BYTES = 64L * 1024 * 1024;

    private static final int WAITING_PER_CONNECTION = 8;

    public LongWork {
        if (connections < 1 || bulkConnections < 1 || acquireTimeout.isNegative() || sortedBytes < 1) {
            throw new IllegalArgumentException(
                    "long work needs connections, room, and a time-out that is not negative");
        }
    }

    /** The default: a third of the connections each, and temporary files where the system has its own. */
    public static LongWork inPoolOf(int connections) {
        int share = share(connections);
        return new LongWork(share, share, DEFAULT_ACQUIRE_TIMEOUT, DEFAULT_SORTED_BYTES, IdSpool::newTemporaryFile);
    }

    /**
     * Returns how many callers may wait for a number of connections: each keeps a thread of the server. In such a
     * queue a search of 50 ms waits less than half a second.
     */
    private static int places(int connections) {
        return (int) Math.min(Integer.MAX_VALUE, WAITING_PER_CONNECTION * (long) connections);
    }

    ConnectionPermits reads() {
        return new ConnectionPermits(connections, places(connections), acquireTimeout, Reason.BUSY);
    }

    ConnectionPermits bulkWrites() {
        return new ConnectionPermits(bulkConnections, places(bulkConnections), acquireTimeout, Reason.BUSY);
    }

    /** Returns a third of the connections of a pool, 1 at least. */
    public static int share(int connections) {
        return Math.max(1, connections / 3);
    }
}
