package io.github.stockroom.application.session;

import static io.github.stockroom.application.account.AccountFixture.anAccount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.stockroom.application.AtOnce;
import io.github.stockroom.application.HandMovedClock;
import io.github.stockroom.application.account.AccountStates;
import io.github.stockroom.application.account.Accounts;
import io.github.stockroom.application.account.InMemoryAccountRepository;
import io.github.stockroom.application.account.PlainPasswordHasher;
import io.github.stockroom.application.account.RememberedAccountStates;
import io.github.stockroom.application.attempt.AttemptLimit;
import io.github.stockroom.application.attempt.Attempts;
import io.github.stockroom.application.attempt.InMemoryAttempts;
import io.github.stockroom.application.attempt.TooManyAttemptsException;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.session.Credentials.Kind;
import io.github.stockroom.application.session.InvalidTokenException.Reason;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.Caller;
import io.github.stockroom.domain.account.Password;
import io.github.stockroom.domain.account.PasswordHash;
import io.github.stockroom.domain.account.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsTest {

    private static final TokenLifetimes LIFETIMES =
            new TokenLifetimes(Duration.ofMinutes(10), Duration.ofDays(1), Duration.ofDays(30), Duration.ofHours(2));
    private static final int NAMES = 12;
    private static final int FAILURES = 15;
    private static final int REFUSED_REFRESHES = 3;
    private static final Duration TICK = Duration.ofNanos(1_000);

    private final HandMovedClock clock = new HandMovedClock(Instant.parse("2026-01-31T12:00:00.123456789Z"));
    private final InMemoryAccountRepository accounts = new InMemoryAccountRepository();
    private final AccountStates states = new RememberedAccountStates(accounts);
    private final PlainPasswordHasher hasher = new PlainPasswordHasher();
    private final TokenCodec codec = new UnsignedTokenCodec(clock);
    private final Sessions sessions = Sessions.on(
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

    private final Account ada = anAccount()
            .named("ada")
            .mailedAt("Ada@example.org")
            .hashed(hasher.hash(new Password("secret"), ""))
            .storedIn(accounts);

    @Test
    void tokensSayWhoseTheyAreInWholeSeconds() {
        TokenPair pair = sessions.open(with("secret"));
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);

        AccessClaims access = codec.readAccess(pair.access());
        assertThat(access)
                .isEqualTo(new AccessClaims(
                        access.id(), ada.id(), ada.username(), Role.USER, 0, now, now.plus(LIFETIMES.access())));
        RefreshClaims refresh = codec.readRefresh(pair.refresh());
        assertThat(refresh).isEqualTo(new RefreshClaims(refresh.id(), ada.id(), now, now.plus(LIFETIMES.refresh())));
        assertThat(pair.toString()).doesNotContain(pair.access(), pair.refresh());
    }

    @Test
    void singleTokenLastsLonger() {
        AccessClaims claims = codec.readAccess(sessions.issueSingleToken(with("secret")));

        assertThat(Duration.between(claims.issued(), claims.expires())).isEqualTo(LIFETIMES.single());
    }

    @Test
    void signingInIsRecorded() {
        sessions.issueSingleToken(with("secret"));

        assertThat(accounts.find(ada.id()).orElseThrow().lastLogin())
                .isEqualTo(clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    @Test
    void emailAddressNamesTheAccountWhateverItsCase() {
        String token = sessions.issueSingleToken(new Credentials(Kind.EMAIL, "aDA@EXAMPLE.org", "secret", "client"));

        assertThat(sessions.authenticate(token)).isEqualTo(new Caller.SignedIn(ada.id(), ada.username(), Role.USER));
    }

    @Test
    void usernameIsNoEmailAddressNorTheOtherWayRound() {
        assertBadCredentials(new Credentials(Kind.EMAIL, "ada", "secret", "client"));
        assertBadCredentials(new Credentials(Kind.USERNAME, "Ada@example.org", "secret", "client"));
        assertBadCredentials(new Credentials(Kind.USERNAME, "ADA", "secret", "client"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "", "a/b", "nul\u0000"})
    void unknownNameCostsTheSameWork(String name) {
        assertBadCredentials(new Credentials(Kind.USERNAME, name, "secret", "client"));
        assertThat(hasher.asked()).containsExactly(Optional.empty());

        assertBadCredentials(with("wrong"));
        assertThat(hasher.asked()).containsExactly(Optional.empty(), accounts.password(ada.id()));
    }

    @Test
    void inactiveAccountGetsTheSameAnswer() {
        accounts.administer(ada.id(), account -> account.withActive(false), null);

        assertBadCredentials(with("secret"));
    }

    @Test
    void tooManyAttemptsAreRefusedUnseen() {
        for (int i = 0; i < Sessions.MAX_ATTEMPTS; i++) {
            assertBadCredentials(with("wrong"));
        }
        int asked = hasher.asked().size();

        clock.pass(Duration.ofSeconds(20));
        assertThat(retryAfter(with("secret"))).isEqualTo(Duration.ofSeconds(40));
        assertThat(hasher.asked()).hasSize(asked);

        clock.pass(Duration.ofSeconds(40).minus(TICK));
        assertThat(retryAfter(with("secret"))).isEqualTo(TICK);
        clock.pass(TICK);
        sessions.open(with("secret"));
    }

    @Test
    void attemptsThatNobodyLookedAtDoNotCount() {
        hasher.setBusy(true);
        for (int i = 0; i < 3 * Sessions.MAX_ATTEMPTS; i++) {
            assertThatExceptionOfType(TemporarilyUnavailableException.class)
                    .isThrownBy(() -> sessions.open(with("secret")));
        }
        hasher.setBusy(false);

        sessions.open(with("secret"));
    }

    @Test
    void successesDoNotCount() {
        for (int i = 0; i < 3 * Sessions.MAX_ATTEMPTS; i++) {
            sessions.issueSingleToken(with("secret"));
        }
        assertBadCredentials(with("wrong"));
    }

    @Test
    void usernameAndEmailAddressShareOneCount() {
        for (int i = 0; i < Sessions.MAX_ATTEMPTS; i++) {
            boolean even = i % 2 == 0;
            assertBadCredentials(new Credentials(
                    even ? Kind.EMAIL : Kind.USERNAME, even ? "ADA@example.org" : "ada", "wrong", "client"));
        }

        assertThat(retryAfter(with("secret"))).isEqualTo(Sessions.ATTEMPT_WINDOW);
    }

    @Test
    void unknownNamesCountWhateverTheirCase() {
        for (int i = 0; i < Sessions.MAX_ATTEMPTS; i++) {
            assertBadCredentials(new Credentials(Kind.USERNAME, i % 2 == 0 ? "eve" : "EVE", "x", "client"));
        }

        assertThat(retryAfter(new Credentials(Kind.EMAIL, "Eve", "x", "client")))
                .isEqualTo(Sessions.ATTEMPT_WINDOW);
    }

    /** If only one spelling of a name were locked, the lock would reveal that an account has it. */
    @Test
    void knownNamesCountWhateverTheirCase() {
        anAccount().named("Grace").storedIn(accounts);
        for (int i = 0; i < Sessions.MAX_ATTEMPTS; i++) {
            assertBadCredentials(new Credentials(Kind.USERNAME, "Grace", "x", "client"));
        }

        assertThat(retryAfter(new Credentials(Kind.USERNAME, "GRACE", "x", "client")))
                .isEqualTo(Sessions.ATTEMPT_WINDOW);
    }

    @Test
    void attemptsFromElsewhereDoNotCount() {
        for (int i = 0; i < Sessions.MAX_ATTEMPTS; i++) {
            assertBadCredentials(with("wrong"));
        }

        sessions.open(new Credentials(Kind.USERNAME, "ada", "secret", "elsewhere"));
    }

    @Test
    void outdatedHashIsReplacedBySigningIn() {
        hash(new PasswordHash("old:secret"));

        assertBadCredentials(with("wrong"));
        assertThat(accounts.password(ada.id())).contains(new PasswordHash("old:secret"));
        sessions.issueSingleToken(with("secret"));
        assertThat(accounts.password(ada.id())).contains(new PasswordHash("plain:secret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nul\u0000", "too long: 89012345678901234567890123456789012345678901234567890123456789012"})
    void passwordThatNobodyCouldChooseTodayStaysGood(String password) {
        PasswordHash old = new PasswordHash("old:" + password);
        hash(old);

        sessions.issueSingleToken(with(password));

        assertThat(accounts.password(ada.id())).contains(old);
    }

    @Test
    void refreshTokenGetsTheNextPair() {
        TokenPair first = sessions.open(with("secret"));
        clock.pass(Duration.ofHours(23));
        TokenPair second = sessions.refresh(first.refresh(), "client");
        clock.pass(Duration.ofHours(23));
        TokenPair third = sessions.refresh(second.refresh(), "client");

        assertThat(sessions.authenticate(third.access()).id()).isEqualTo(ada.id());
        assertNotValid(() -> sessions.authenticate(second.access()));
    }

    @Test
    void refreshTokenMayBeUsedAgainWithinTheGrace() {
        TokenPair first = sessions.open(with("secret"));
        TokenPair second = sessions.refresh(first.refresh(), "client");
        clock.pass(Sessions.REUSE_GRACE);

        TokenPair other = sessions.refresh(first.refresh(), "client");

        sessions.refresh(second.refresh(), "client");
        sessions.refresh(other.refresh(), "client");
    }

    @Test
    void reuseAfterTheGraceEndsTheSession() {
        TokenPair first = sessions.open(with("secret"));
        TokenPair elsewhere = sessions.open(with("secret"));
        TokenPair second = sessions.refresh(first.refresh(), "client");
        clock.pass(Sessions.REUSE_GRACE.plus(TICK));

        assertNotValid(() -> sessions.refresh(first.refresh(), "client"));
        assertNotValid(() -> sessions.refresh(second.refresh(), "client"));
        sessions.refresh(elsewhere.refresh(), "client");
    }

    @Test
    void tokensAreNoneOfTheOtherKind() {
        TokenPair pair = sessions.open(with("secret"));

        assertNotValid(() -> sessions.refresh(pair.access(), "client"));
        assertNotValid(() -> sessions.authenticate(pair.refresh()));
    }

    @Test
    void expiredTokensAreRefused() {
        TokenPair pair = sessions.open(with("secret"));

        clock.pass(LIFETIMES.access());
        assertNotValid(() -> sessions.authenticate(pair.access()));
        clock.pass(LIFETIMES.refresh());
        assertNotValid(() -> sessions.refresh(pair.refresh(), "client"));
    }

    @Test
    void closingTakesBackEveryTokenAtOnce() {
        TokenPair one = sessions.open(with("secret"));
        TokenPair other = sessions.open(with("secret"));
        String single = sessions.issueSingleToken(with("secret"));
        sessions.authenticate(single);

        sessions.signOutEverywhere(single);

        assertNotValid(() -> sessions.authenticate(one.access()));
        assertNotValid(() -> sessions.authenticate(single));
        assertNotValid(() -> sessions.refresh(one.refresh(), "client"));
        assertNotValid(() -> sessions.refresh(other.refresh(), "client"));
        sessions.authenticate(sessions.open(with("secret")).access());
    }

    @Test
    void expiredTokenStillClosesWhatItBelongedTo() {
        TokenPair pair = sessions.open(with("secret"));
        clock.pass(LIFETIMES.access());
        assertNotValid(() -> sessions.authenticate(pair.access()));

        sessions.signOutEverywhere(pair.access());

        assertNotValid(() -> sessions.refresh(pair.refresh(), "client"));
    }

    @Test
    void tokenThatWasTakenBackClosesNothing() {
        TokenPair old = sessions.open(with("secret"));
        sessions.signOutEverywhere(old.access());
        TokenPair now = sessions.open(with("secret"));

        sessions.signOutEverywhere(old.access());
        sessions.signOutEverywhere("nonsense");

        assertThat(sessions.authenticate(now.access()).id()).isEqualTo(ada.id());
    }

    @Test
    void tokensOfAnInactiveAccountAreRefused() {
        TokenPair pair = sessions.open(with("secret"));
        accounts.administer(ada.id(), account -> account.withActive(false), null);

        assertThat(reason(() -> sessions.authenticate(pair.access()))).isEqualTo(Reason.NO_ACTIVE_ACCOUNT);
        assertThat(reason(() -> sessions.refresh(pair.refresh(), "client"))).isEqualTo(Reason.NO_ACTIVE_ACCOUNT);
    }

    @Test
    void tokensOfADeletedAccountAreRefused() {
        TokenPair pair = sessions.open(with("secret"));
        accounts.delete(ada.id());

        assertThat(reason(() -> sessions.authenticate(pair.access()))).isEqualTo(Reason.NO_ACTIVE_ACCOUNT);
        assertThat(reason(() -> sessions.refresh(pair.refresh(), "client"))).isEqualTo(Reason.NO_ACTIVE_ACCOUNT);
    }

    @Test
    void anotherRoleTakesBackTokensOfTheFormerOne() {
        TokenPair pair = sessions.open(with("secret"));
        accounts.administer(ada.id(), account -> account.as(Role.ADMIN), null);

        assertNotValid(() -> sessions.authenticate(pair.access()));
        assertNotValid(() -> sessions.refresh(pair.refresh(), "client"));
        assertThat(sessions.authenticate(sessions.issueSingleToken(with("secret")))
                        .role())
                .isEqualTo(Role.ADMIN);
    }

    @Test
    void changedPasswordEndsAllSessionsAndStartsANewOne() {
        TokenPair own = sessions.open(with("secret"));
        TokenPair elsewhere = sessions.open(with("secret"));
        String single = sessions.issueSingleToken(with("secret"));
        sessions.authenticate(single);

        TokenPair fresh = sessions.changePassword(ada.id(), "secret", new Password("other"), "client");

        for (String token : List.of(own.access(), elsewhere.access(), single)) {
            assertNotValid(() -> sessions.authenticate(token));
        }
        assertNotValid(() -> sessions.refresh(own.refresh(), "client"));
        assertNotValid(() -> sessions.refresh(elsewhere.refresh(), "client"));
        assertThat(sessions.authenticate(fresh.access()).id()).isEqualTo(ada.id());
        assertThat(sessions.refresh(fresh.refresh(), "client").access()).isNotEmpty();
        assertBadCredentials(with("secret"));
        assertThat(sessions.issueSingleToken(with("other"))).isNotEmpty();
    }

    @Test
    void wrongOldPasswordChangesNothing() {
        TokenPair pair = sessions.open(with("secret"));

        assertThatExceptionOfType(BadCredentialsException.class)
                .isThrownBy(() -> sessions.changePassword(ada.id(), "wrong", new Password("other"), "client"));

        assertThat(sessions.authenticate(pair.access()).id()).isEqualTo(ada.id());
        assertThat(sessions.issueSingleToken(with("secret"))).isNotEmpty();
    }

    @Test
    void wrongOldPasswordsCountAsAttemptsToSignIn() {
        for (int i = 0; i < Sessions.MAX_ATTEMPTS; i++) {
            assertThatExceptionOfType(BadCredentialsException.class)
                    .isThrownBy(() -> sessions.changePassword(ada.id(), "wrong", new Password("other"), "client"));
        }

        assertThatExceptionOfType(TooManyAttemptsException.class)
                .isThrownBy(() -> sessions.changePassword(ada.id(), "secret", new Password("other"), "client"));
        assertThat(retryAfter(with("secret"))).isPositive();
    }

    @Test
    void oneOfEightConcurrentChangesOfAPasswordIsMade() throws Exception {
        List<String> outcomes = AtOnce.run(8, i -> {
            try {
                sessions.changePassword(ada.id(), "secret", new Password("other" + i), "client" + i);
                return "other" + i;
            } catch (BadCredentialsException e) {
                return "refused";
            }
        });

        assertThat(outcomes)
                .filteredOn(outcome -> !outcome.equals("refused"))
                .singleElement()
                .satisfies(password ->
                        assertThat(sessions.issueSingleToken(with(password))).isNotEmpty());
    }

    @Test
    void whoSignedUpUnderTheNameOfTheAdministratorGetsNothingFromIt() {
        TokenPair pair = sessions.open(with("secret"));
        Accounts.on(
                        accounts,
                        states,
                        hasher,
                        new InMemoryAttempts(),
                        new AttemptLimit("sign-up", 0, Attempts.MAX_WINDOW),
                        clock)
                .ensureAdministrator(ada.username(), () -> new Password("other"));

        assertNotValid(() -> sessions.authenticate(pair.access()));
        assertNotValid(() -> sessions.refresh(pair.refresh(), "client"));
        assertBadCredentials(with("secret"));
    }

    @Test
    void namesThatAClientTriesAreLimited() {
        for (int i = 0; i < NAMES; i++) {
            assertBadCredentials(new Credentials(Kind.USERNAME, "nobody-" + i, "x", "client"));
            assertBadCredentials(new Credentials(Kind.USERNAME, "nobody-" + i, "y", "client"));
        }
        int asked = hasher.asked().size();

        var refused = catchThrowableOfType(
                TooManyAttemptsException.class,
                () -> sessions.open(new Credentials(Kind.USERNAME, "another", "x", "client")));
        assertThat(refused.limit().policy()).isEqualTo("sign-in-names");
        assertThat(refused.limit().quota()).isEqualTo(NAMES);
        assertThat(hasher.asked()).hasSize(asked);

        sessions.open(new Credentials(Kind.USERNAME, "ada", "secret", "elsewhere"));
        clock.pass(Duration.ofMinutes(1));
        sessions.open(with("secret"));
    }

    @Test
    void failuresForOneNameFromManyClientsAreLimitedAndKnownClientsGetIn() {
        sessions.open(new Credentials(Kind.USERNAME, "ada", "secret", "home"));
        for (int i = 0; i < FAILURES; i++) {
            assertBadCredentials(new Credentials(Kind.USERNAME, i % 2 == 0 ? "ada" : "ADA", "guess", "bot-" + i));
        }
        int asked = hasher.asked().size();

        var refused = catchThrowableOfType(TooManyAttemptsException.class, () -> sessions.open(with("secret")));
        assertThat(refused.limit().policy()).isEqualTo("sign-in-account");
        assertThat(refused.limit().quota()).isEqualTo(FAILURES);
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofMinutes(1));
        assertThat(hasher.asked()).hasSize(asked);
        for (int i = 0; i < 3; i++) {
            sessions.open(new Credentials(Kind.USERNAME, "ada", "secret", "home"));
        }
        assertBadCredentials(new Credentials(Kind.USERNAME, "eve", "guess", "bot-1"));

        clock.pass(Duration.ofMinutes(1));
        sessions.open(with("secret"));
    }

    @Test
    void nameOfNobodyIsLimitedAsOneOfAnAccountIs() {
        for (int i = 0; i < FAILURES; i++) {
            assertBadCredentials(new Credentials(Kind.USERNAME, "nobody", "guess", "bot-" + i));
        }

        assertThat(retryAfter(new Credentials(Kind.USERNAME, "nobody", "guess", "another")))
                .isPositive();
    }

    @Test
    void successesFromManyClientsDoNotCount() {
        for (int i = 0; i < 2 * FAILURES; i++) {
            sessions.open(new Credentials(Kind.USERNAME, "ada", "secret", "client-" + i));
        }
    }

    @Test
    void knownClientIsForgottenAfterAMonthWithoutSigningIn() {
        sessions.open(with("secret"));
        clock.pass(KnownClients.MEMORY.minusDays(2));
        sessions.open(with("secret"));
        clock.pass(KnownClients.MEMORY.minusDays(2));
        failFromManyClients();
        sessions.open(with("secret"));
        clock.pass(KnownClients.MEMORY);
        failFromManyClients();
        assertThat(retryAfter(with("secret"))).isPositive();
    }

    @Test
    void knownClientGetsInWhileOthersAtItsAddressTryManyNames() {
        sessions.open(with("secret"));
        for (int i = 0; i < NAMES; i++) {
            assertBadCredentials(new Credentials(Kind.USERNAME, "nobody-" + i, "x", "client"));
        }

        assertThat(retryAfter(new Credentials(Kind.USERNAME, "another", "x", "client")))
                .isPositive();
        sessions.open(with("secret"));
    }

    @Test
    void knownClientGuessesNoMoreThanOthers() {
        sessions.open(with("secret"));
        for (int i = 0; i < Sessions.MAX_ATTEMPTS; i++) {
            assertBadCredentials(with("wrong"));
        }

        assertThat(retryAfter(with("secret"))).isPositive();
    }

    private void failFromManyClients() {
        for (int i = 0; i < FAILURES; i++) {
            assertBadCredentials(new Credentials(Kind.USERNAME, "ada", "guess", "bot-" + i));
        }
    }

    @Test
    void namesThatSignInDoNotCount() {
        for (int i = 0; i < 2 * NAMES; i++) {
            String name = "user-" + i;
            anAccount()
                    .named(name)
                    .hashed(hasher.hash(new Password("secret"), ""))
                    .storedIn(accounts);
            if (i % 2 == 0) {
                assertBadCredentials(new Credentials(Kind.USERNAME, name, "mistyped", "client"));
            }
            sessions.open(new Credentials(Kind.USERNAME, name, "secret", "client"));
        }
    }

    @Test
    void refusedRefreshesOfAClientAreLimitedAndGoodOnesGoOn() {
        TokenPair pair = sessions.open(with("secret"));
        for (int i = 0; i < REFUSED_REFRESHES; i++) {
            assertNotValid(() -> sessions.refresh("nonsense", "client"));
        }
        var refused =
                catchThrowableOfType(TooManyAttemptsException.class, () -> sessions.refresh("nonsense", "client"));
        assertThat(refused.limit().policy()).isEqualTo("refresh");
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofMinutes(1));

        assertThat(sessions.refresh(pair.refresh(), "client").access()).isNotEmpty();
        assertNotValid(() -> sessions.refresh("nonsense", "elsewhere"));
    }

    @Test
    void noRefreshTokenOutlivesItsSession() {
        TokenPair pair = sessions.open(with("secret"));
        Instant end = clock.instant().truncatedTo(ChronoUnit.MICROS).plus(LIFETIMES.session());
        Duration most = LIFETIMES.refresh().minusSeconds(1);
        while (clock.instant().plus(most).isBefore(end)) {
            clock.pass(most);
            pair = sessions.refresh(pair.refresh(), "client");
        }

        assertThat(codec.readRefresh(pair.refresh()).expires()).isEqualTo(end.truncatedTo(ChronoUnit.SECONDS));
        clock.pass(Duration.between(clock.instant(), end));
        String last = pair.refresh();
        assertNotValid(() -> sessions.refresh(last, "client"));
    }

    @Test
    void credentialsPrintNoSecret() {
        assertThat(with("secret").toString()).doesNotContain("secret", "ada");
    }

    private void hash(PasswordHash other) {
        accounts.renewHash(ada.id(), accounts.password(ada.id()).orElseThrow(), other);
    }

    private static Credentials with(String password) {
        return new Credentials(Kind.USERNAME, "ada", password, "client");
    }

    private void assertBadCredentials(Credentials credentials) {
        assertThatExceptionOfType(BadCredentialsException.class)
                .isThrownBy(() -> sessions.issueSingleToken(credentials));
    }

    private Duration retryAfter(Credentials credentials) {
        return catchThrowableOfType(TooManyAttemptsException.class, () -> sessions.open(credentials))
                .retryAfter();
    }

    private static void assertNotValid(ThrowingCallable call) {
        assertThat(reason(call)).isEqualTo(Reason.NOT_VALID);
    }

    private static Reason reason(ThrowingCallable call) {
        return catchThrowableOfType(InvalidTokenException.class, call).reason();
    }
}
