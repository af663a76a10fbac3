package io.github.stockroom.rest.jetty;

import java.time.Duration;

/**
 * The pace that bodies are to come at. Thread-safe.
 *
 * @param maxTime in which a whole body is to arrive
 * @param bytesPerSecond the least average rate, once {@link #GRACE} has passed
 */
public record BodyPace(Duration maxTime, long bytesPerSecond) {

    /** The time for which a client may be slower: networks pause. */
    static final Duration GRACE = Duration.ofSeconds(10);

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /**
     * @param nanos since the headers were read
     * @param bytes that came since
     */
    boolean isKept(long nanos, long bytes) {
        long due = (nanos - GRACE.toNanos()) / SECOND * bytesPerSecond;
        return nanos <= maxTime.toNanos() && bytes >= due;
    }
}
