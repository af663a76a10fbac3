package io.github.stockroom.application.account;

import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.PasswordHash;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Stores reset tokens, at most one for each account, in a form that does not give them away. A token ends when it is
 * redeemed, replaced or expired, and with every {@link AccountRepository#administer} that changes its account; signing
 * out does not end it. Points in time are in whole microseconds. Each method is one atomic step that is durable when it
 * returns. Implementations are thread-safe and throw {@link
 * io.github.stockroom.application.error.TemporarilyUnavailableException} when the store cannot answer.
 */
public interface PasswordResetRepository {

    /**
     * Stores a token in place of the one that the account had, and takes back all tokens of its sessions, as {@link
     * AccountRepository#revokeTokens} does.
     *
     * @return false, and nothing stored, when the account is gone
     */
    boolean store(AccountId account, UUID token, Instant expires);

    /** Returns the account that a token is for; empty when it has none, or not any more. */
    Optional<Account> find(UUID token, Instant now);

    /**
     * Uses a token up: stores the hash of another password and takes back all tokens of the account's sessions. Of
     * several that do so at the same moment, one succeeds.
     *
     * @return the account as it is stored now; empty, and nothing written, when the token is not good
     */
    Optional<Account> redeem(UUID token, PasswordHash password, Instant now);
}
