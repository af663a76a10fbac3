package io.github.stockroom.application.attempt;

import java.time.Duration;

/** Too many attempts of one kind were made; this one was refused. */
public final class TooManyAttemptsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient AttemptLimit limit;
    private final transient Duration retryAfter;

    public TooManyAttemptsException(AttemptLimit limit, Duration retryAfter) {
        super("too many attempts: " + limit.policy(), null, false, false);
        this.limit = limit;
        this.retryAfter = retryAfter;
    }

    /** The limit that was reached. */
    public AttemptLimit limit() {
        return limit;
    }

    /** Returns the time to wait before the next attempt; greater than zero. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
