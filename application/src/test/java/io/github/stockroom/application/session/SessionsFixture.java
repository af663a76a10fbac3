package io.github.stockroom.application.session;

import static io.github.stockroom.application.account.AccountFixture.anAccount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.stockroom.application.HandMovedClock;
import io.github.stockroom.application.account.AccountStates;
import io.github.stockroom.application.account.InMemoryAccountRepository;
import io.github.stockroom.application.account.PlainPasswordHasher;
import io.github.stockroom.application.account.RememberedAccountStates;
import io.github.stockroom.application.attempt.InMemoryAttempts;
import io.github.stockroom.application.attempt.TooManyAttemptsException;
import io.github.stockroom.application.session.Credentials.Kind;
import io.github.stockroom.application.session.InvalidTokenException.Reason;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.Password;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Sessions on stores in memory, the account of Ada among them, and a clock that tests move. */
abstract class SessionsFixture {

    static final TokenLifetimes LIFETIMES =
            new TokenLifetimes(Duration.ofMinutes(10), Duration.ofDays(1), Duration.ofDays(30), Duration.ofHours(2));
    static final int NAMES = 12;
    static final int FAILURES = 15;
    static final int REFUSED_REFRESHES = 3;
    static final Duration TICK = Duration.ofNanos(1_000);

    final HandMovedClock clock = new HandMovedClock(Instant.parse("2026-01-31T12:00:00.123456789Z"));
    final InMemoryAccountRepository accounts = new InMemoryAccountRepository();
    final AccountStates states = new RememberedAccountStates(accounts);
    final PlainPasswordHasher hasher = new PlainPasswordHasher();
    final TokenCodec codec = new UnsignedTokenCodec(clock);
    final Sessions sessions = Sessions.on(
            accounts,
            states,
            new InMemorySessionRepository(accounts),
            new InMemoryAttempts(),
            new InMemoryKnownClients(accounts),
            hasher,
            codec,
            UUID::randomUUID,
            LIFETIMES,
            SessionLimits.perMinute(NAMES, FAILURES, REFUSED_REFRESHES),
            clock);

    final Account ada = anAccount()
            .named("ada")
            .mailedAt("Ada@example.org")
            .hashed(hasher.hash(new Password("secret"), ""))
            .storedIn(accounts);

    static Credentials with(String password) {
        return new Credentials(Kind.USERNAME, "ada", password, "client");
    }

    void assertBadCredentials(Credentials credentials) {
        assertThatExceptionOfType(BadCredentialsException.class)
                .isThrownBy(() -> sessions.issueSingleToken(credentials));
    }

    Duration retryAfter(Credentials credentials) {
        return catchThrowableOfType(TooManyAttemptsException.class, () -> sessions.open(credentials))
                .retryAfter();
    }

    static void assertNotValid(ThrowingCallable call) {
        assertThat(reason(call)).isEqualTo(Reason.NOT_VALID);
    }

    static Reason reason(ThrowingCallable call) {
        return catchThrowableOfType(InvalidTokenException.class, call).reason();
    }
}
