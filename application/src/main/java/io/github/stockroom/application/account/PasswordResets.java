package io.github.stockroom.application.account;

import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.Password;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Lets an administrator hand over a token with which the owner of an account chooses a new password. Thread-safe.
 *
 * <p>Every method may throw {@link io.github.stockroom.application.error.TemporarilyUnavailableException}; nothing was
 * changed then.
 */
public interface PasswordResets {

    /** The time for which a token is good. */
    Duration LIFETIME = Duration.ofHours(1);

    /**
     * Resets on top of a store.
     *
     * @param tokens makes tokens that cannot be guessed and were never issued before
     */
    static PasswordResets on(
            PasswordResetRepository resets,
            AccountStates states,
            PasswordHasher hasher,
            Supplier<UUID> tokens,
            Clock clock) {
        return new PasswordResetService(resets, states, hasher, tokens, clock);
    }

    /**
     * Makes a token for an account, in place of the one that it had. Its sessions end and its other tokens are taken
     * back; other instances follow within 30 seconds.
     *
     * @throws io.github.stockroom.application.error.RecordNotFoundException when there is no such account
     */
    ResetToken make(AccountId account);

    /**
     * Returns the account that a token is for. The token stays good.
     *
     * @param token as the client sent it
     * @return empty when the token was never made, or was used, replaced, or has expired
     */
    Optional<Account> owner(String token);

    /**
     * Changes the password of the account that a token is for, and uses the token up. The sessions of the account end.
     *
     * @param token as the client sent it
     * @param client on whose behalf the password is hashed, such as a network address
     * @return the account as stored; empty, and nothing changed, as {@link #owner}
     */
    Optional<Account> redeem(String token, Password password, String client);
}
