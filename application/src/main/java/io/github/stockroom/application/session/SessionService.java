package io.github.stockroom.application.session;

import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.application.account.AccountStates;
import io.github.stockroom.application.account.PasswordHasher;
import io.github.stockroom.application.attempt.AttemptLimit;
import io.github.stockroom.application.attempt.Attempts;
import io.github.stockroom.application.query.CaseFolding;
import io.github.stockroom.application.session.InvalidTokenException.Reason;
import io.github.stockroom.application.session.SessionRepository.Outcome;
import io.github.stockroom.application.session.SessionRepository.Rotation;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.Caller;
import io.github.stockroom.domain.account.EmailAddress;
import io.github.stockroom.domain.account.Password;
import io.github.stockroom.domain.account.PasswordHash;
import io.github.stockroom.domain.account.Username;
import io.github.stockroom.domain.shared.Timestamp;
import io.github.stockroom.domain.shared.ValidationException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

final class SessionService implements Sessions {

    private final AccountRepository accounts;
    private final AccountStates states;
    private final SessionRepository sessions;
    private final Attempts attempts;
    private final PasswordHasher hasher;
    private final TokenCodec codec;
    private final TokenIds ids;
    private final TokenLifetimes lifetimes;
    private final SessionLimits limits;
    private final Clock clock;

    SessionService(
            AccountRepository accounts,
            AccountStates states,
            SessionRepository sessions,
            Attempts attempts,
            PasswordHasher hasher,
            TokenCodec codec,
            TokenIds ids,
            TokenLifetimes lifetimes,
            SessionLimits limits,
            Clock clock) {
        this.accounts = accounts;
        this.states = states;
        this.sessions = sessions;
        this.attempts = attempts;
        this.hasher = hasher;
        this.codec = codec;
        this.ids = ids;
        this.lifetimes = lifetimes;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public TokenPair open(Credentials credentials) {
        Account account = check(credentials);
        RefreshClaims refresh = refreshClaims(account.id());
        if (!sessions.open(ids.next(), account, refresh.id(), refresh.issued(), refresh.expires())) {
            throw new BadCredentialsException();
        }
        return new TokenPair(accessToken(account, lifetimes.access()), codec.write(refresh));
    }

    @Override
    public String signIn(Credentials credentials) {
        return accessToken(check(credentials), lifetimes.single());
    }

    @Override
    public TokenPair refresh(String refreshToken, String client) {
        try {
            return renewed(codec.readRefresh(refreshToken));
        } catch (InvalidTokenException e) {
            countRefusedRefresh(client);
            throw e;
        }
    }

    private TokenPair renewed(RefreshClaims presented) {
        Account account = active(accounts.find(presented.account()));
        RefreshClaims next = refreshClaims(account.id());
        Rotation rotation = sessions.rotate(
                presented.id(),
                next.id(),
                Timestamp.stored(clock.instant()),
                next.expires(),
                REUSE_GRACE,
                lifetimes.session());
        if (rotation.outcome() != Outcome.ROTATED) {
            throw new InvalidTokenException(Reason.NOT_VALID);
        }
        Instant expires = rotation.expires().truncatedTo(ChronoUnit.SECONDS);
        return new TokenPair(
                accessToken(account, lifetimes.access()),
                codec.write(new RefreshClaims(next.id(), next.account(), next.issued(), expires)));
    }

    @Override
    public void close(AccountId account) {
        accounts.revokeTokens(account);
        states.forget(account);
    }

    @Override
    public Caller.SignedIn authenticate(String accessToken) {
        AccessClaims claims = codec.readAccess(accessToken);
        Account account = active(states.find(claims.account()));
        if (account.tokenVersion() != claims.tokenVersion()) {
            throw new InvalidTokenException(Reason.NOT_VALID);
        }
        return new Caller.SignedIn(account.id(), account.username(), account.role());
    }

    /** The account of these credentials. Does the same work whether there is one or not. */
    private Account check(Credentials credentials) {
        Optional<Account> account = find(credentials);
        UUID attempt = ids.next();
        String name = nameToCount(credentials, account);
        count(attempt, name, credentials.client());
        Optional<PasswordHash> hash = account.map(Account::id).flatMap(accounts::password);
        boolean matches = hasher.matches(credentials.password(), hash.orElse(null), credentials.client());
        if (!matches || !account.orElseThrow().active()) {
            throw new BadCredentialsException();
        }
        attempts.remove(attempt);
        if (!limits.names().isUnlimited()) {
            attempts.removeDistinct(name, namesOf(credentials.client()));
        }
        hash.filter(hasher::isOutdated).ifPresent(old -> renew(account.orElseThrow(), credentials));
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
        AttemptLimit names = limits.names();
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

    private void countRefusedRefresh(String client) {
        AttemptLimit limit = limits.refusedRefreshes();
        if (limit.isUnlimited()) {
            return;
        }
        Instant now = Timestamp.stored(clock.instant());
        limit.refuseUntil(attempts.record(ids.next(), "\nrefresh\n" + client, now, limit.window(), limit.quota()), now);
    }

    private void renew(Account account, Credentials credentials) {
        try {
            Password password = new Password(credentials.password());
            accounts.changePassword(account.id(), hasher.hash(password, credentials.client()));
        } catch (ValidationException e) {
            // One that an earlier system took and that nobody could choose today stays good as it is.
        }
    }

    private static Account active(Optional<Account> account) {
        return account.filter(Account::active).orElseThrow(() -> new InvalidTokenException(Reason.NO_ACTIVE_ACCOUNT));
    }

    private String accessToken(Account account, Duration lifetime) {
        Instant now = now();
        return codec.write(new AccessClaims(
                ids.next(),
                account.id(),
                account.username(),
                account.role(),
                account.tokenVersion(),
                now,
                now.plus(lifetime)));
    }

    private RefreshClaims refreshClaims(AccountId account) {
        Instant now = now();
        Duration lifetime =
                lifetimes.refresh().compareTo(lifetimes.session()) < 0 ? lifetimes.refresh() : lifetimes.session();
        return new RefreshClaims(ids.next(), account, now, now.plus(lifetime));
    }

    /** Cuts a time to whole seconds, the resolution of a token. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
