package io.github.stockroom.application.attempt;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Counts attempts, for all instances of the service together. Names are kept in a form that does not give them away:
 * people type passwords into the wrong field. Implementations are thread-safe and throw {@link
 * io.github.stockroom.application.error.TemporarilyUnavailableException} when the store cannot answer.
 */
public interface Attempts {

    /** The longest time for which an attempt counts. */
    Duration MAX_WINDOW = Duration.ofHours(1);

    /**
     * Records an attempt, unless as many as may be were recorded within the window before {@code now}. Never lets more
     * through, however many come at once; some that come at once may be refused although one more could have passed.
     * May remove attempts that are older than {@link #MAX_WINDOW}.
     *
     * @param who whose attempts count together
     * @param now in whole microseconds
     * @param window at most {@link #MAX_WINDOW}
     * @return empty when the attempt was recorded; otherwise when the next may be made, which is after {@code now}
     */
    Optional<Instant> record(UUID attempt, String who, Instant now, Duration window, int limit);

    /**
     * Records that {@code value} was tried, as {@link #record}, except that a value counts once however often it is
     * tried: from when it was tried last.
     *
     * @param who whose values count together
     */
    Optional<Instant> recordDistinct(String value, String who, Instant now, Duration window, int limit);

    /** Takes an attempt back, as one that succeeded; nothing happens when it is gone. */
    void remove(UUID attempt);

    /** Takes a value back, as {@link #remove(UUID)}. */
    void removeDistinct(String value, String who);
}
