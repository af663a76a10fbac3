package io.github.stockroom.application.account;

import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import java.util.Optional;

/**
 * The accounts as every request needs them: without a question to the store each time. What is told may be older than
 * what is stored, by 30 seconds at the most. Thread-safe.
 */
public interface AccountStates {

    /**
     * The account as it is, or was a moment ago; empty when there is, or was, none.
     *
     * @throws io.github.stockroom.application.error.TemporarilyUnavailableException when the store had to be asked and
     *     cannot answer
     */
    Optional<Account> find(AccountId id);

    /** Makes the next {@link #find} here tell what is stored; other instances of the service may lag behind. */
    void forget(AccountId id);
}
