package io.github.stockroom.application.session;

import io.github.stockroom.application.attempt.AttemptLimit;
import java.time.Duration;

/**
 * The limits on the attempts of one client.
 *
 * @param names different names of accounts whose password it gets wrong
 * @param refusedRefreshes refresh tokens that are refused
 */
public record SessionLimits(AttemptLimit names, AttemptLimit refusedRefreshes) {

    /**
     * Limits for a minute.
     *
     * @param names 0 for any number
     * @param refusedRefreshes 0 for any number
     */
    public static SessionLimits perMinute(int names, int refusedRefreshes) {
        Duration minute = Duration.ofMinutes(1);
        return new SessionLimits(
                new AttemptLimit("sign-in-names", names, minute),
                new AttemptLimit("refresh", refusedRefreshes, minute));
    }
}
