package io.github.stockroom.bootstrap;

import io.github.stockroom.application.attempt.AttemptLimit;
import io.github.stockroom.application.attempt.Attempts;
import io.github.stockroom.application.session.SessionLimits;
import io.github.stockroom.application.session.TokenLifetimes;
import io.github.stockroom.domain.account.Password;
import io.github.stockroom.rest.security.HashingLimits;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The settings under {@code stockroom.*} that concern accounts. */
final class AccountSettings {

    private AccountSettings() {}

    /**
     * The lifetimes of tokens, see {@link TokenLifetimes}, and the number of refused ones that a client may show.
     *
     * @param refusedRefreshesPerAddress how many refused refreshes of one address in a minute are answered 401, further
     *     ones 429; 0 for any number
     */
    record Token(
            @DefaultValue("10m") Duration accessLifetime,
            @DefaultValue("1d") Duration refreshLifetime,
            @DefaultValue("30d") Duration sessionLifetime,
            @DefaultValue("1d") Duration singleLifetime,
            @DefaultValue("10") int refusedRefreshesPerAddress) {

        Token {
            for (Duration lifetime : List.of(accessLifetime, refreshLifetime, sessionLifetime, singleLifetime)) {
                if (lifetime.toSeconds() < 1) {
                    throw new SettingException("Lifetimes of tokens must be 1s or more.");
                }
            }
            requireCount("stockroom.token.refused-refreshes-per-address", 0, refusedRefreshesPerAddress);
        }

        TokenLifetimes lifetimes() {
            return new TokenLifetimes(accessLifetime, refreshLifetime, sessionLifetime, singleLifetime);
        }
    }

    /**
     * @param namesPerAddress how many different names one address may try in a minute without signing in; 0 for any
     *     number
     * @param failuresPerAccount how many attempts for one name may fail in a minute, from all addresses that did not
     *     sign in to it in the last 30 days; 0 for any number
     */
    record SignIn(
            @DefaultValue("20") int namesPerAddress,
            @DefaultValue("50") int failuresPerAccount) {

        SignIn {
            requireCount("stockroom.sign-in.names-per-address", 0, namesPerAddress);
            requireCount("stockroom.sign-in.failures-per-account", 0, failuresPerAccount);
        }

        SessionLimits limits(Token token) {
            return SessionLimits.perMinute(namesPerAddress, failuresPerAccount, token.refusedRefreshesPerAddress());
        }
    }

    /**
     * @param accountsPerAddress for how many accounts one address may ask in an hour; 0 for any number
     */
    record SignUp(@DefaultValue("20") int accountsPerAddress) {

        SignUp {
            requireCount("stockroom.sign-up.accounts-per-address", 0, accountsPerAddress);
        }

        AttemptLimit limit() {
            return new AttemptLimit("sign-up", accountsPerAddress, Attempts.MAX_WINDOW);
        }
    }

    /**
     * @param requestsPerSecond how many requests of one API key an instance serves in a second; 0 for any number
     */
    record ApiKeys(@DefaultValue("100") int requestsPerSecond) {

        ApiKeys {
            requireCount("stockroom.api-keys.requests-per-second", 0, requestsPerSecond);
        }
    }

    /**
     * @param minLength how many characters a new password has at least, 1 to 72
     */
    record Passwords(
            @DefaultValue("8") int minLength, @DefaultValue Hashing hashing) {

        Passwords {
            if (minLength < 1 || minLength > Password.MAX_BYTES) {
                throw new SettingException("stockroom.password.min-length must be 1 to " + Password.MAX_BYTES + ", not "
                        + minLength + ".");
            }
        }
    }

    /**
     * The limits on the hashing of passwords.
     *
     * @param processors how many passwords are hashed at a time; 0 for half of the processors, at least one
     * @param queue how many wait, of all clients, each with the thread of its request
     * @param queuePerAddress how many of one address wait
     */
    record Hashing(
            @DefaultValue("0") int processors,
            @DefaultValue("32") int queue,
            @DefaultValue("8") int queuePerAddress) {

        Hashing {
            requireCount("stockroom.password.hashing.processors", 0, processors);
            requireCount("stockroom.password.hashing.queue", 1, queue);
            requireCount("stockroom.password.hashing.queue-per-address", 1, queuePerAddress);
        }

        HashingLimits limits() {
            int concurrent = processors == 0 ? HashingLimits.halfOfTheProcessors() : processors;
            return HashingLimits.of(concurrent, queue, queuePerAddress);
        }
    }

    private static void requireCount(String name, int min, int value) {
        if (value < min || value > 1_000_000) {
            throw new SettingException(name + " must be " + min + " to 1000000, not " + value + ".");
        }
    }
}
