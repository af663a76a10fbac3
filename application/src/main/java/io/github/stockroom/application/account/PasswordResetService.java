package io.github.stockroom.application.account;

import io.github.stockroom.application.error.RecordNotFoundException;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.Password;
import io.github.stockroom.domain.account.PasswordHash;
import io.github.stockroom.domain.shared.Timestamp;
import io.github.stockroom.domain.shared.UniqueId;
import io.github.stockroom.domain.shared.ValidationException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

final class PasswordResetService implements PasswordResets {

    private final PasswordResetRepository resets;
    private final AccountStates states;
    private final PasswordHasher hasher;
    private final Supplier<UUID> tokens;
    private final Clock clock;

    PasswordResetService(
            PasswordResetRepository resets,
            AccountStates states,
            PasswordHasher hasher,
            Supplier<UUID> tokens,
            Clock clock) {
        this.resets = resets;
        this.states = states;
        this.hasher = hasher;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public ResetToken make(AccountId account) {
        UUID token = tokens.get();
        Instant expires = now().plus(LIFETIME);
        if (!resets.store(account, token, expires)) {
            throw new RecordNotFoundException("user", account);
        }
        states.forget(account);
        return new ResetToken(token.toString(), expires);
    }

    @Override
    public Optional<Account> owner(String token) {
        return parse(token).flatMap(known -> resets.find(known, now()));
    }

    @Override
    public Optional<Account> redeem(String token, Password password, String client) {
        Optional<UUID> parsed = parse(token);
        if (parsed.isEmpty()) {
            return Optional.empty();
        }
        PasswordHash hash = hasher.hash(password, client);
        Optional<Account> account = resets.redeem(parsed.get(), hash, now());
        account.map(Account::id).ifPresent(states::forget);
        return account;
    }

    private static Optional<UUID> parse(String token) {
        try {
            return Optional.of(UniqueId.parse(token));
        } catch (ValidationException e) {
            return Optional.empty(); // what no token looks like is none
        }
    }

    private Instant now() {
        return Timestamp.stored(clock.instant());
    }
}
