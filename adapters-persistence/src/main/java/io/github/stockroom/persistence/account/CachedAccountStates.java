package io.github.stockroom.persistence.account;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.application.account.AccountStates;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import java.time.Duration;
import java.util.Optional;

/**
 * Remembers accounts for a short while, and that there is none too; not that the store failed. Somebody who {@link #forget
 * forgets} an account while it is being read waits for that and then makes it read again.
 */
public final class CachedAccountStates implements AccountStates {

    /** What {@link AccountStates} promises. */
    private static final Duration MAX_AGE = Duration.ofSeconds(30);

    /** Some megabytes; beyond that, those least in use are asked for anew. */
    private static final int MAX_ACCOUNTS = 10_000;

    private final LoadingCache<AccountId, Optional<Account>> accounts;

    /** @param age how long an account is remembered, 30 seconds at the most */
    public CachedAccountStates(AccountRepository accounts, Duration age) {
        this(accounts, age, Ticker.systemTicker());
    }

    CachedAccountStates(AccountRepository accounts, Duration age, Ticker ticker) {
        if (age.isNegative() || age.compareTo(MAX_AGE) > 0) {
            throw new IllegalArgumentException("accounts are remembered for 0 to " + MAX_AGE.toSeconds() + " seconds");
        }
        this.accounts = Caffeine.newBuilder()
                .expireAfterWrite(age)
                .maximumSize(MAX_ACCOUNTS)
                .ticker(ticker)
                .build(accounts::find);
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return accounts.get(id);
    }

    @Override
    public void forget(AccountId id) {
        accounts.invalidate(id);
    }
}
