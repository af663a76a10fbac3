package io.github.stockroom.application.session;

import io.github.stockroom.application.attempt.AttemptLimit;
import java.time.Duration;

/**
 * The limits on attempts to sign in and to refresh.
 *
 * @param names different names of accounts whose password one client gets wrong
 * @param account failures for one name, from all clients that its account does not know
 * @param refusedRefreshes refresh tokens of one client that are refused
 */
public record SessionLimits(AttemptLimit names, AttemptLimit account, AttemptLimit refusedRefreshes) {

    /**
     * Limits for a minute.
     *
     * @param names 0 for any number
     * @param account 0 for any number
     * @param refusedRefreshes 0 for any number
     */
    public static SessionLimits perMinute(int names, int account, int refusedRefreshes) {
        Duration minute = Duration.ofMinutes(1);
        return new SessionLimits(
                new AttemptLimit("sign-in-names", names, minute),
                new AttemptLimit("sign-in-account", account, minute),
                new AttemptLimit("refresh", refusedRefreshes, minute));
    }
}
