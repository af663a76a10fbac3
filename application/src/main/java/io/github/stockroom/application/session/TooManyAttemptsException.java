package io.github.stockroom.application.session;

import java.time.Duration;

/** Too many attempts to sign in failed; this one was not looked at. */
public final class TooManyAttemptsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Duration retryAfter;

    public TooManyAttemptsException(Duration retryAfter) {
        super("too many attempts", null, false, false);
        this.retryAfter = retryAfter;
    }

    /** How long to wait before the next attempt; more than nothing. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
