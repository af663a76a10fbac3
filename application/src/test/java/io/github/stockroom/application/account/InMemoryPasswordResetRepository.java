package io.github.stockroom.application.account;

import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.PasswordHash;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** As strict as a database, and as safe with many threads; but durable only while it is held. */
public final class InMemoryPasswordResetRepository implements PasswordResetRepository {

    private record Reset(UUID token, Instant expires, int administered) {}

    private final InMemoryAccountRepository accounts;
    private final Map<AccountId, Reset> resets = new HashMap<>();

    public InMemoryPasswordResetRepository(InMemoryAccountRepository accounts) {
        this.accounts = accounts;
    }

    @Override
    public synchronized boolean store(AccountId account, UUID token, Instant expires) {
        if (accounts.find(account).isEmpty()) {
            return false;
        }
        resets.put(account, new Reset(token, expires, accounts.administered(account)));
        accounts.revokeTokens(account);
        return true;
    }

    @Override
    public synchronized Optional<Account> find(UUID token, Instant now) {
        return resets.entrySet().stream()
                .filter(entry -> isGood(entry.getKey(), entry.getValue(), token, now))
                .findFirst()
                .flatMap(entry -> accounts.find(entry.getKey()));
    }

    @Override
    public synchronized Optional<Account> redeem(UUID token, PasswordHash password, Instant now) {
        Optional<Account> owner = find(token, now);
        owner.map(Account::id).ifPresent(resets::remove);
        return owner.flatMap(account -> accounts.changePassword(account, password));
    }

    private boolean isGood(AccountId account, Reset reset, UUID token, Instant now) {
        return reset.token().equals(token)
                && reset.expires().isAfter(now)
                && reset.administered() == accounts.administered(account);
    }
}
