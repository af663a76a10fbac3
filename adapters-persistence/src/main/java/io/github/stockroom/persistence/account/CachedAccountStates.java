package io.github.stockroom.persistence.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.application.account.AccountStates;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Remembers for a short while that an account exists or does not exist, but never that the store failed. A caller
 * shares the outcome, a failure too, of a read of the same account that another caller has begun. Without that, each
 * caller in turn would wait for a store that is out of reach as long as the first did.
 */
public final class CachedAccountStates implements AccountStates {

    /** The delay that {@link AccountStates} promises at most. */
    private static final Duration MAX_AGE = Duration.ofSeconds(30);

    /** Some megabytes; beyond that, those least in use are asked for anew. */
    private static final int MAX_ACCOUNTS = 10_000;

    private final Function<AccountId, Optional<Account>> store;
    private final Cache<AccountId, CompletableFuture<Optional<Account>>> reads;

    /** @param age how long an account is remembered, 30 seconds at the most */
    public CachedAccountStates(AccountRepository accounts, Duration age) {
        this(accounts::find, age, Ticker.systemTicker());
    }

    CachedAccountStates(Function<AccountId, Optional<Account>> store, Duration age, Ticker ticker) {
        if (age.isNegative() || age.compareTo(MAX_AGE) > 0) {
            throw new IllegalArgumentException("accounts are remembered for 0 to " + MAX_AGE.toSeconds() + " seconds");
        }
        this.store = store;
        this.reads = Caffeine.newBuilder()
                .expireAfterWrite(age)
                .maximumSize(MAX_ACCOUNTS)
                .ticker(ticker)
                .build();
    }

    @Override
    public Optional<Account> find(AccountId id) {
        CompletableFuture<Optional<Account>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<Account>> read = reads.get(id, key -> mine);
        if (read == mine) {
            read(id, mine);
        }
        try {
            return read.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** A read that is under way is not remembered either. */
    @Override
    public void forget(AccountId id) {
        reads.invalidate(id);
    }

    private void read(AccountId id, CompletableFuture<Optional<Account>> outcome) {
        try {
            outcome.complete(store.apply(id));
        } catch (Throwable e) {
            reads.asMap().remove(id, outcome);
            outcome.completeExceptionally(e);
        }
    }
}
