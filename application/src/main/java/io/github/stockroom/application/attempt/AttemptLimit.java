package io.github.stockroom.application.attempt;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A limit for attempts of one kind.
 *
 * @param policy the name of the limit, as clients read it
 * @param quota how many attempts count before the next is refused; 0 for no limit
 * @param window how long an attempt counts, at most {@link Attempts#MAX_WINDOW}
 */
public record AttemptLimit(String policy, int quota, Duration window) {

    public AttemptLimit {
        if (quota < 0 || window.compareTo(Attempts.MAX_WINDOW) > 0) {
            throw new IllegalArgumentException("a limit has a quota of 0 or more and a window of an hour at most");
        }
    }

    public boolean isUnlimited() {
        return quota == 0;
    }

    /**
     * Refuses an attempt that was not recorded.
     *
     * @param next as {@link Attempts} returned it
     * @throws TooManyAttemptsException when {@code next} is not empty
     */
    public void refuseUntil(Optional<Instant> next, Instant now) {
        if (next.isPresent()) {
            throw new TooManyAttemptsException(this, Duration.between(now, next.get()));
        }
    }
}
