package io.github.stockroom.application.session;

import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.application.account.AccountStates;
import io.github.stockroom.application.account.PasswordHasher;
import io.github.stockroom.application.attempt.AttemptLimit;
import io.github.stockroom.application.attempt.Attempts;
import io.github.stockroom.application.session.InvalidTokenException.Reason;
import io.github.stockroom.application.session.SessionRepository.Outcome;
import io.github.stockroom.application.session.SessionRepository.Rotation;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.Caller;
import io.github.stockroom.domain.account.Password;
import io.github.stockroom.domain.shared.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

final class SessionService implements Sessions {

    private final AccountRepository accounts;
    private final AccountStates states;
    private final SessionRepository sessions;
    private final Attempts attempts;
    private final PasswordHasher hasher;
    private final CredentialCheck credentials;
    private final TokenCodec codec;
    private final TokenIds ids;
    private final TokenLifetimes lifetimes;
    private final AttemptLimit refusedRefreshes;
    private final Clock clock;

    SessionService(
            AccountRepository accounts,
            AccountStates states,
            SessionRepository sessions,
            Attempts attempts,
            PasswordHasher hasher,
            CredentialCheck credentials,
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
        this.credentials = credentials;
        this.codec = codec;
        this.ids = ids;
        this.lifetimes = lifetimes;
        this.refusedRefreshes = limits.refusedRefreshes();
        this.clock = clock;
    }

    @Override
    public TokenPair open(Credentials shown) {
        return newSession(credentials.check(shown));
    }

    @Override
    public String issueSingleToken(Credentials shown) {
        return accessToken(credentials.check(shown), lifetimes.single());
    }

    @Override
    public TokenPair changePassword(AccountId id, String oldPassword, Password newPassword, String client) {
        Account account = accounts.find(id).orElseThrow(BadCredentialsException::new);
        credentials.check(account, oldPassword, client);
        Account changed = accounts.changePassword(account, hasher.hash(newPassword, client))
                .orElseThrow(BadCredentialsException::new);
        states.forget(id);
        return newSession(changed);
    }

    private TokenPair newSession(Account account) {
        RefreshClaims refresh = refreshClaims(account.id());
        if (!sessions.open(ids.next(), account, refresh.id(), refresh.issued(), refresh.expires())) {
            throw new BadCredentialsException();
        }
        return new TokenPair(accessToken(account, lifetimes.access()), codec.write(refresh));
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
    public void signOutEverywhere(String accessToken) {
        AccessClaims claims;
        try {
            claims = codec.readAccessOfAnyAge(accessToken);
        } catch (InvalidTokenException e) {
            return; // it opens nothing that could be closed
        }
        accounts.find(claims.account())
                .filter(account -> account.tokenVersion() == claims.tokenVersion())
                .map(Account::id)
                .ifPresent(account -> {
                    accounts.revokeTokens(account);
                    states.forget(account);
                });
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

    private void countRefusedRefresh(String client) {
        if (refusedRefreshes.isUnlimited()) {
            return;
        }
        Instant now = Timestamp.stored(clock.instant());
        refusedRefreshes.refuseUntil(
                attempts.record(
                        ids.next(), "\nrefresh\n" + client, now, refusedRefreshes.window(), refusedRefreshes.quota()),
                now);
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
