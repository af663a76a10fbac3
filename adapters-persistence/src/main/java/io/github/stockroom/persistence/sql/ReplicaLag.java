package io.github.stockroom.persistence.sql;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures how far a replica is behind its primary, from their positions in the write-ahead log. The clocks of the
 * servers do not matter. One thread tells the positions, any thread asks.
 */
final class ReplicaLag {

    private record Sample(long nanoTime, long position) {}

    /**
     * The replica as it was last seen.
     *
     * @param currentAt a time, as of {@link System#nanoTime}: the replica has all that was committed before
     */
    private record Seen(long position, long currentAt) {}

    private final Duration max;
    private final LongSupplier nanoTime;

    /** Positions of the primary that the replica has not reached, the oldest first. */
    private final Deque<Sample> ahead = new ArrayDeque<>();

    private @Nullable Sample reached;

    private volatile @Nullable Seen seen;

    /** @param max beyond this lag, the replica is not current */
    ReplicaLag(Duration max, LongSupplier nanoTime) {
        this.max = max;
        this.nanoTime = nanoTime;
    }

    /**
     * Tells the position of the primary.
     *
     * @param time before the position was asked for
     */
    void primaryIsAt(long time, long position) {
        while (!ahead.isEmpty() && time - ahead.peekFirst().nanoTime() > max.toNanos()) {
            ahead.removeFirst();
        }
        ahead.addLast(new Sample(time, position));
    }

    /** Tells the position up to which the replica has replayed the log, asked for after that of the primary. */
    void replicaIsAt(long position) {
        while (!ahead.isEmpty() && ahead.peekFirst().position() <= position) {
            reached = ahead.removeFirst();
        }
        seen = reached == null || reached.position() > position ? null : new Seen(position, reached.nanoTime());
    }

    /** Tells that the replica cannot be used, until {@link #replicaIsAt} says otherwise. */
    void replicaFailed() {
        seen = null;
    }

    boolean isCurrent() {
        Seen last = seen;
        return last != null && nanoTime.getAsLong() - last.currentAt() <= max.toNanos();
    }

    /** Returns true if the replica is current and has all that was committed up to a position of the primary. */
    boolean has(long position) {
        Seen last = seen;
        return last != null && last.position() >= position && isCurrent();
    }

    /** Returns the lag in seconds, for monitoring; not a number while the replica cannot be used. */
    double seconds() {
        Seen last = seen;
        return last == null ? Double.NaN : (nanoTime.getAsLong() - last.currentAt()) / 1e9;
    }
}
