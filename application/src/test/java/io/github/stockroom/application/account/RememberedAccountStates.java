package io.github.stockroom.application.account;

import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers what it read until it is told to forget, however long that is. */
public final class RememberedAccountStates implements AccountStates {

    private final Map<AccountId, Optional<Account>> states = new ConcurrentHashMap<>();
    private final AccountRepository accounts;

    public RememberedAccountStates(AccountRepository accounts) {
        this.accounts = accounts;
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return states.computeIfAbsent(id, accounts::find);
    }

    @Override
    public void forget(AccountId id) {
        states.remove(id);
    }
}
