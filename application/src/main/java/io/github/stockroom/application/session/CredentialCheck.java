package io.github.stockroom.application.session;

import static io.github.stockroom.application.session.Sessions.SIGN_IN;

import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.application.account.PasswordHasher;
import io.github.stockroom.application.attempt.AttemptLimit;
import io.github.stockroom.application.attempt.Attempts;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.query.CaseFolding;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.EmailAddress;
import io.github.stockroom.domain.account.Password;
import io.github.stockroom.domain.account.PasswordHash;
import io.github.stockroom.domain.account.Username;
import io.github.stockroom.domain.shared.Timestamp;
import io.github.stockroom.domain.shared.ValidationException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Compares passwords with those of accounts, and counts the attempts that fail. Thread-safe. */
final class CredentialCheck {

    /** A client that was remembered less than this ago is not remembered again: few sign-ins write. */
    private static final Duration REFRESH_KNOWN = Duration.ofDays(1);

    private final AccountRepository accounts;
    private final Attempts attempts;
    private final KnownClients clients;
    private final PasswordHasher hasher;
    private final TokenIds ids;
    private final SessionLimits limits;
    private final Clock clock;

    CredentialCheck(
            AccountRepository accounts,
            Attempts attempts,
            KnownClients clients,
            PasswordHasher hasher,
            TokenIds ids,
            SessionLimits limits,
            Clock clock) {
        this.accounts = accounts;
        this.attempts = attempts;
        this.clients = clients;
        this.hasher = hasher;
        this.ids = ids;
        this.limits = limits;
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
        Instant now = Timestamp.stored(clock.instant());
        Optional<Instant> known = account.flatMap(owner -> clients.find(owner.id(), client, now));
        List<UUID> counted = count(name, client, known.isPresent(), now);
        Optional<PasswordHash> hash = account.map(Account::id).flatMap(accounts::password);
        boolean matches;
        try {
            matches = hasher.matches(password, hash.orElse(null), client);
        } catch (TemporarilyUnavailableException e) {
            takeBack(counted, e);
            throw e;
        }
        if (!matches || !account.orElseThrow().active()) {
            throw new BadCredentialsException();
        }
        counted.forEach(attempts::remove);
        if (!limits.names().isUnlimited()) {
            attempts.removeDistinct(name, namesOf(client));
        }
        AccountId owner = account.orElseThrow().id();
        hash.filter(hasher::isOutdated).ifPresent(old -> renew(owner, old, password, client));
        if (known.filter(last -> last.plus(REFRESH_KNOWN).isAfter(now)).isEmpty()) {
            clients.remember(owner, client, now);
        }
        accounts.recordLogin(owner, Timestamp.stored(clock.instant()));
        return account.orElseThrow();
    }

    /** Takes attempts back whose passwords were not compared. Where overload prevents that, they count. */
    private void takeBack(List<UUID> counted, TemporarilyUnavailableException refusal) {
        for (UUID attempt : counted) {
            try {
                attempts.remove(attempt);
            } catch (TemporarilyUnavailableException e) {
                refusal.addSuppressed(e);
            }
        }
    }

    private Optional<Account> find(Credentials credentials) {
        try {
            return switch (credentials.kind()) {
                case USERNAME -> accounts.find(new Username(credentials.login()));
                case EMAIL -> accounts.find(new EmailAddress(credentials.login()));
            };
        } catch (ValidationException e) {
            return Optional.empty(); // no account has a name that is not valid
        }
    }

    /**
     * Uses the name of the account if there is one, because the client may have sent its e-mail address. Folds case
     * with and without an account. Otherwise only names without an account would be locked in all spellings, which
     * tells whether an account exists.
     */
    private static String nameToCount(Credentials credentials, Optional<Account> account) {
        return CaseFolding.fold(account.map(known -> known.username().value()).orElse(credentials.login()));
    }

    /**
     * Counts an attempt for its name and client, and, unless the account knows the client, for the client alone and for
     * the name alone. This limits guesses at many names from one address, and at one name from many addresses. Guesses
     * from other addresses lock out no client that the account knows.
     *
     * @return what a success takes back, apart from the name of the client
     */
    private List<UUID> count(String name, String client, boolean known, Instant now) {
        if (!known && !limits.names().isUnlimited()) {
            AttemptLimit names = limits.names();
            names.refuseUntil(attempts.recordDistinct(name, namesOf(client), now, names.window(), names.quota()), now);
        }
        UUID attempt = ids.next();
        record(SIGN_IN, attempt, name + "\n" + client, now);
        if (known || limits.account().isUnlimited()) {
            return List.of(attempt);
        }
        UUID forName = ids.next();
        record(limits.account(), forName, "\naccount\n" + name, now);
        return List.of(attempt, forName);
    }

    private void record(AttemptLimit limit, UUID attempt, String who, Instant now) {
        limit.refuseUntil(attempts.record(attempt, who, now, limit.window(), limit.quota()), now);
    }

    /** Begins as no name can, so that it is counted apart. */
    private static String namesOf(String client) {
        return "\nnames\n" + client;
    }

    private void renew(AccountId account, PasswordHash outdated, String password, String client) {
        try {
            accounts.renewHash(account, outdated, hasher.hash(new Password(password), client));
        } catch (ValidationException e) {
            // A password from an earlier system stays valid as it is, even if the rules for new ones refuse it.
        } catch (TemporarilyUnavailableException e) {
            // The password is right, and its hash is renewed another time.
        }
    }
}
