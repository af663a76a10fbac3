package io.github.stockroom.application.session;

import static io.github.stockroom.application.session.Sessions.SIGN_IN;

import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.application.account.PasswordHasher;
import io.github.stockroom.application.attempt.AttemptLimit;
import io.github.stockroom.application.attempt.Attempts;
import io.github.stockroom.application.query.CaseFolding;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.EmailAddress;
import io.github.stockroom.domain.account.Password;
import io.github.stockroom.domain.account.PasswordHash;
import io.github.stockroom.domain.account.Username;
import io.github.stockroom.domain.shared.Timestamp;
import io.github.stockroom.domain.shared.ValidationException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Compares passwords with those of accounts, and counts the attempts that fail. Thread-safe. */
final class CredentialCheck {

    private final AccountRepository accounts;
    private final Attempts attempts;
    private final PasswordHasher hasher;
    private final TokenIds ids;
    private final AttemptLimit names;
    private final Clock clock;

    /** @param names how many names of accounts one client may get wrong */
    CredentialCheck(
            AccountRepository accounts,
            Attempts attempts,
            PasswordHasher hasher,
            TokenIds ids,
            AttemptLimit names,
            Clock clock) {
        this.accounts = accounts;
        this.attempts = attempts;
        this.hasher = hasher;
        this.ids = ids;
        this.names = names;
        this.clock = clock;
    }

    /**
     * Returns the account of these credentials. Does the same work whether there is one or not.
     *
     * @throws BadCredentialsException as {@link Sessions#open}
     * @throws io.github.stockroom.application.attempt.TooManyAttemptsException as {@link Sessions#open}
     */
    Account check(Credentials credentials) {
        Optional<Account> account = find(credentials);
        return check(account, nameToCount(credentials, account), credentials.password(), credentials.client());
    }

    /**
     * Checks whether this is the password of the account, as {@link #check(Credentials)} does.
     *
     * @throws BadCredentialsException as {@link Sessions#open}
     * @throws io.github.stockroom.application.attempt.TooManyAttemptsException as {@link Sessions#open}
     */
    void check(Account account, String password, String client) {
        check(Optional.of(account), CaseFolding.fold(account.username().value()), password, client);
    }

    private Account check(Optional<Account> account, String name, String password, String client) {
        UUID attempt = ids.next();
        count(attempt, name, client);
        Optional<PasswordHash> hash = account.map(Account::id).flatMap(accounts::password);
        boolean matches = hasher.matches(password, hash.orElse(null), client);
        if (!matches || !account.orElseThrow().active()) {
            throw new BadCredentialsException();
        }
        attempts.remove(attempt);
        if (!names.isUnlimited()) {
            attempts.removeDistinct(name, namesOf(client));
        }
        hash.filter(hasher::isOutdated).ifPresent(old -> renew(account.orElseThrow(), old, password, client));
        accounts.recordLogin(account.orElseThrow().id(), Timestamp.stored(clock.instant()));
        return account.orElseThrow();
    }

    private Optional<Account> find(Credentials credentials) {
        try {
            return switch (credentials.kind()) {
                case USERNAME -> accounts.find(new Username(credentials.login()));
                case EMAIL -> accounts.find(new EmailAddress(credentials.login()));
            };
        } catch (ValidationException e) {
            return Optional.empty(); // what cannot be a name is the name of nobody
        }
    }

    /**
     * By the name of the account where there is one: it may be known by an e-mail address too. Folded whether there is one or
     * not: else names in other letters would be locked together only if they are nobody's, which tells whose they are.
     */
    private static String nameToCount(Credentials credentials, Optional<Account> account) {
        return CaseFolding.fold(account.map(known -> known.username().value()).orElse(credentials.login()));
    }

    private void count(UUID attempt, String name, String client) {
        Instant now = Timestamp.stored(clock.instant());
        if (!names.isUnlimited()) {
            names.refuseUntil(attempts.recordDistinct(name, namesOf(client), now, names.window(), names.quota()), now);
        }
        SIGN_IN.refuseUntil(
                attempts.record(attempt, name + "\n" + client, now, SIGN_IN.window(), SIGN_IN.quota()), now);
    }

    /** Begins as no name can, so that it is counted apart. */
    private static String namesOf(String client) {
        return "\nnames\n" + client;
    }

    private void renew(Account account, PasswordHash outdated, String password, String client) {
        try {
            accounts.renewHash(account.id(), outdated, hasher.hash(new Password(password), client));
        } catch (ValidationException e) {
            // One that an earlier system took and that nobody could choose today stays good as it is.
        }
    }
}
