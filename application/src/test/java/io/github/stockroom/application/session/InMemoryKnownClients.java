package io.github.stockroom.application.session;

import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.domain.account.AccountId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** As safe with many threads as a database; but durable only while it is held. */
public final class InMemoryKnownClients implements KnownClients {

    private record Known(AccountId account, String client) {}

    private final AccountRepository accounts;
    private final Map<Known, Instant> seen = new HashMap<>();

    public InMemoryKnownClients(AccountRepository accounts) {
        this.accounts = accounts;
    }

    @Override
    public synchronized Optional<Instant> find(AccountId account, String client, Instant now) {
        return Optional.ofNullable(seen.get(new Known(account, client)))
                .filter(time -> time.isAfter(now.minus(MEMORY)))
                .filter(time -> accounts.find(account).isPresent());
    }

    @Override
    public synchronized void remember(AccountId account, String client, Instant now) {
        if (accounts.find(account).isPresent()) {
            seen.put(new Known(account, client), now);
        }
    }
}
