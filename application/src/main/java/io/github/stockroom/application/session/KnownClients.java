package io.github.stockroom.application.session;

import io.github.stockroom.domain.account.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers from where the owners of accounts signed in, in a form that does not tell. Implementations are thread-safe
 * and throw {@link io.github.stockroom.application.error.TemporarilyUnavailableException} when the store cannot answer.
 */
public interface KnownClients {

    /** The time for which a client is remembered after it signed in. */
    Duration MEMORY = Duration.ofDays(30);

    /**
     * Returns when a client was remembered last for an account; empty when that is {@link #MEMORY} ago or more, or
     * never happened.
     *
     * @param client such as a network address
     * @param now in whole microseconds
     */
    Optional<Instant> find(AccountId account, String client, Instant now);

    /**
     * Remembers a client from now on; nothing happens when the account is gone. May remove some that were remembered
     * too long ago.
     */
    void remember(AccountId account, String client, Instant now);
}
