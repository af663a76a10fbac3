package io.github.stockroom.application.session;

import java.time.Duration;

/**
 * The lifetimes of tokens, each a second or more.
 *
 * @param access those that come with a refresh token
 * @param refresh those that get the next pair; each pair starts this time anew
 * @param session a session and all of its refresh tokens, however often they are renewed
 * @param single access tokens that come alone, after which the user has to sign in again
 */
public record TokenLifetimes(Duration access, Duration refresh, Duration session, Duration single) {

    /** The lifetimes that front ends of the replaced services expect. */
    public static final TokenLifetimes DEFAULT =
            new TokenLifetimes(Duration.ofMinutes(10), Duration.ofDays(1), Duration.ofDays(30), Duration.ofDays(1));
}
