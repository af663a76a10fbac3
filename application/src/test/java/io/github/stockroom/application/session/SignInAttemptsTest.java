package io.github.stockroom.application.session;

import static io.github.stockroom.application.account.AccountFixture.anAccount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.stockroom.application.attempt.TooManyAttemptsException;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.session.Credentials.Kind;
import io.github.stockroom.domain.account.Password;
import io.github.stockroom.domain.account.PasswordHash;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The limits on attempts to sign in and to refresh. */
class SignInAttemptsTest extends SessionsFixture {

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
    void attemptsWhosePasswordsWereNotComparedDoNotCount() {
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

    private void failFromManyClients() {
        for (int i = 0; i < FAILURES; i++) {
            assertBadCredentials(new Credentials(Kind.USERNAME, "ada", "guess", "bot-" + i));
        }
    }

    private void hash(PasswordHash other) {
        accounts.renewHash(ada.id(), accounts.password(ada.id()).orElseThrow(), other);
    }
}
