package io.github.stockroom.rest.security;

import java.time.Duration;

/**
 * Limits of the hashing of passwords, and of the calls that wait for it.
 *
 * @param concurrent how many passwords are hashed at a time, each by one processor
 * @param maxWaiting how many wait, of all clients
 * @param maxWaitingPerClient how many of one client wait
 * @param maxWait for how long one waits
 */
public record HashingLimits(int concurrent, int maxWaiting, int maxWaitingPerClient, Duration maxWait) {

    /** With the hash itself and a busy processor it is below two seconds; callers give up after five. */
    private static final Duration MAX_WAIT = Duration.ofMillis(1_500);

    /** At most half of the processors, and at least one: the others serve requests that need no password. */
    public static int halfOfTheProcessors() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    public static HashingLimits of(int concurrent, int maxWaiting, int maxWaitingPerClient) {
        return new HashingLimits(concurrent, maxWaiting, maxWaitingPerClient, MAX_WAIT);
    }
}
