package io.github.stockroom.application.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Counts attempts, for all instances of the service together. Names are kept in a form that does not give them away: people
 * type passwords into the wrong field. Implementations are thread-safe and throw {@link
 * io.github.stockroom.application.error.TemporarilyUnavailableException} when the store cannot answer.
 */
public interface SignInAttempts {

    /**
     * Records an attempt, unless as many as may be were recorded within the window before {@code now}. Never lets more through,
     * however many come at once; some that come at once may be refused although one more could have passed. May remove
     * attempts that have left the window.
     *
     * @param who whose attempts count together
     * @param now in whole microseconds
     * @return empty when the attempt was recorded; else when the next may be made, which is after {@code now}
     */
    Optional<Instant> record(UUID attempt, String who, Instant now, Duration window, int limit);

    /** Takes an attempt back, as one that succeeded; nothing happens when it is gone. */
    void remove(UUID attempt);
}
