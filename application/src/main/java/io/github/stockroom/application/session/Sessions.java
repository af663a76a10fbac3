package io.github.stockroom.application.session;

import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.application.account.AccountStates;
import io.github.stockroom.application.account.PasswordHasher;
import io.github.stockroom.application.attempt.AttemptLimit;
import io.github.stockroom.application.attempt.Attempts;
import io.github.stockroom.application.attempt.TooManyAttemptsException;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.Caller;
import io.github.stockroom.domain.account.Password;
import java.time.Clock;
import java.time.Duration;

/**
 * Signing in, staying signed in, and signing out. Thread-safe.
 *
 * <p>Every method may throw {@link io.github.stockroom.application.error.TemporarilyUnavailableException}; nothing was
 * changed then, except that an attempt to sign in may have been counted.
 */
public interface Sessions {

    /**
     * The number of failed attempts to sign in to one account from one client, after which the next is refused unseen.
     */
    int MAX_ATTEMPTS = 10;

    /** The time for which an attempt counts. */
    Duration ATTEMPT_WINDOW = Duration.ofMinutes(1);

    /** The limit for attempts to sign in to one account from one client. */
    AttemptLimit SIGN_IN = new AttemptLimit("sign-in", MAX_ATTEMPTS, ATTEMPT_WINDOW);

    /**
     * The time for which a used refresh token may be used again: two tabs of a browser may do so at the same moment.
     */
    Duration REUSE_GRACE = Duration.ofSeconds(30);

    /** Sessions on top of what they need. */
    static Sessions on(
            AccountRepository accounts,
            AccountStates states,
            SessionRepository sessions,
            Attempts attempts,
            KnownClients clients,
            PasswordHasher hasher,
            TokenCodec codec,
            TokenIds ids,
            TokenLifetimes lifetimes,
            SessionLimits limits,
            Clock clock) {
        var credentials = new CredentialCheck(accounts, attempts, clients, hasher, ids, limits, clock);
        return new SessionService(
                accounts, states, sessions, attempts, hasher, credentials, codec, ids, lifetimes, limits, clock);
    }

    /**
     * Starts a session: an access token, and a refresh token to renew it.
     *
     * @throws BadCredentialsException when there is no such account, it is not active, or the password is another; one
     *     answer to all three, after the same time
     * @throws TooManyAttemptsException when attempts failed beyond {@link #SIGN_IN}, or, unless this client signed in
     *     to the account within {@link KnownClients#MEMORY}, beyond {@link SessionLimits#names} or
     *     {@link SessionLimits#account}; the password was not looked at
     */
    TokenPair open(Credentials credentials);

    /**
     * A single access token, for as long as {@link TokenLifetimes#single}.
     *
     * @throws BadCredentialsException as {@link #open}
     * @throws TooManyAttemptsException as {@link #open}
     */
    String issueSingleToken(Credentials credentials);

    /**
     * Exchanges a refresh token for a new pair. One that was used more than {@link #REUSE_GRACE} ago was probably
     * stolen: its whole session ends. The session also ends when two branches that began within that time are both used
     * after it.
     *
     * @param client where the token comes from, such as a network address
     * @throws InvalidTokenException when it is no refresh token of a session that lasts, or the account is gone or not
     *     active
     * @throws TooManyAttemptsException in its place when the client showed too many such tokens
     */
    TokenPair refresh(String refreshToken, String client);

    /**
     * Changes the password of an account, ends all of its sessions and takes back all of its tokens, and starts a new
     * session. Other instances follow within 30 seconds.
     *
     * @param oldPassword as the client sent it
     * @param client where the request comes from, such as a network address
     * @throws BadCredentialsException and nothing changed, when the old password is another, the account is gone or not
     *     active, or its tokens were taken back at the same moment
     * @throws TooManyAttemptsException as {@link #open}
     */
    TokenPair changePassword(AccountId account, String oldPassword, Password newPassword, String client);

    /**
     * Ends all sessions of the account that an access token is of, and takes back all of its access tokens; other
     * instances follow within 30 seconds. The token may have expired: its session may last longer. Nothing happens when
     * it was never made here, or was taken back before.
     */
    void signOutEverywhere(String accessToken);

    /**
     * Returns the caller that an access token is for, in the role the account has now.
     *
     * @throws InvalidTokenException when it is no access token that is good now, or the account is gone or not active
     */
    Caller.SignedIn authenticate(String accessToken);
}
