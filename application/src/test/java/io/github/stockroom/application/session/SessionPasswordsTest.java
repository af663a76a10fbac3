package io.github.stockroom.application.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.stockroom.application.AtOnce;
import io.github.stockroom.application.account.Accounts;
import io.github.stockroom.application.attempt.AttemptLimit;
import io.github.stockroom.application.attempt.Attempts;
import io.github.stockroom.application.attempt.InMemoryAttempts;
import io.github.stockroom.application.attempt.TooManyAttemptsException;
import io.github.stockroom.domain.account.Password;
import io.github.stockroom.domain.account.PasswordHash;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords: comparing, renewing and changing them. */
class SessionPasswordsTest extends SessionsFixture {

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

    private void hash(PasswordHash other) {
        accounts.renewHash(ada.id(), accounts.password(ada.id()).orElseThrow(), other);
    }
}
