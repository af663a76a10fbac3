package io.github.stockroom.rest.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import io.github.stockroom.domain.account.Password;
import io.github.stockroom.domain.account.PasswordHash;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

class BcryptPasswordHasherTest {

    private static final Password PASSWORD = new Password("correct horse");

    private static final String CLIENT = "192.0.2.7";

    private final BcryptPasswordHasher hasher = new BcryptPasswordHasher(HashingLimits.of(2, 8, 8));

    @Test
    void recognisesThePasswordOfAHash() {
        PasswordHash hash = hasher.hash(PASSWORD, CLIENT);

        assertThat(hash.value()).startsWith("{bcrypt}$2a$10$").doesNotContain(PASSWORD.value());
        assertThat(hasher.isOutdated(hash)).isFalse();
        assertThat(hasher.matches(PASSWORD.value(), hash, CLIENT)).isTrue();
    }

    @Test
    void twoHashesOfOnePasswordDiffer() {
        assertThat(hasher.hash(PASSWORD, CLIENT)).isNotEqualTo(hasher.hash(PASSWORD, CLIENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "correct hors", "correct horse ", "Correct horse", "none"})
    void refusesAnotherPassword(String other) {
        assertThat(hasher.matches(other, hasher.hash(PASSWORD, CLIENT), CLIENT)).isFalse();
    }

    @Test
    void refusesAPasswordLongerThanBcryptLooks() {
        String longest = "x".repeat(Password.MAX_BYTES);
        PasswordHash hash = hasher.hash(new Password(longest), CLIENT);

        assertThat(hasher.matches(longest, hash, CLIENT)).isTrue();
        assertThat(hasher.matches(longest + "x", hash, CLIENT)).isFalse();
    }

    @Test
    void nobodyHasAPassword() {
        assertThat(hasher.matches(PASSWORD.value(), null, CLIENT)).isFalse();
        assertThat(hasher.matches("none", null, CLIENT)).isFalse();
        assertThat(hasher.matches("none", PasswordHash.NONE, CLIENT)).isFalse();
        assertThat(hasher.matches(PasswordHash.NONE.value(), PasswordHash.NONE, CLIENT))
                .isFalse();
    }

    @Test
    void hashOfAnEarlierSystemIsRecognisedAndOutdated() {
        var hash = new PasswordHash(new BCryptPasswordEncoder(4).encode(PASSWORD.value()));

        assertThat(hasher.matches(PASSWORD.value(), hash, CLIENT)).isTrue();
        assertThat(hasher.isOutdated(hash)).isTrue();
    }

    /** The first is of Django's own tests, the second as its documentation says and Python's hashlib computes. */
    @ParameterizedTest
    @CsvSource({
        "l\u00e8tmein,pbkdf2_sha256$10000$seasalt$CWWFdHOWwPnki7HvkcqN9iA2T3KLW1cf2uZ5kvArtVY=",
        "p\u00e4ssw\u00f6rd \ud83d\ude00,"
                + "pbkdf2_sha256$1000$Nx1FZjvQ9mZ8yqD0hYwK3T$wj09JpQIP5ezUjalD78dIFPaVpvFvlzve/XPrhvPH1o="
    })
    void hashOfDjangoIsRecognisedAndOutdated(String password, String value) {
        var hash = new PasswordHash(value);

        assertThat(hasher.matches(password, hash, CLIENT)).isTrue();
        assertThat(hasher.matches(password + "x", hash, CLIENT)).isFalse();
        assertThat(hasher.matches("", hash, CLIENT)).isFalse();
        assertThat(hasher.matches("x".repeat(5_000), hash, CLIENT)).isFalse();
        assertThat(hasher.isOutdated(hash)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pbkdf2_sha256$0$seasalt$CWWFdHOWwPnki7HvkcqN9iA2T3KLW1cf2uZ5kvArtVY=",
                "pbkdf2_sha256$999999999$seasalt$CWWFdHOWwPnki7HvkcqN9iA2T3KLW1cf2uZ5kvArtVY=",
                "pbkdf2_sha256$10000$$CWWFdHOWwPnki7HvkcqN9iA2T3KLW1cf2uZ5kvArtVY=",
                "pbkdf2_sha256$10000$seasalt$",
                "pbkdf2_sha1$10000$seasalt$CWWFdHOWwPnki7HvkcqN9iA2T3KLW1cf2uZ5kvArtVY=",
                "!unusable",
                ""
            })
    void hashThatCannotBeHasNoPassword(String value) {
        assertThat(hasher.matches("l\u00e8tmein", new PasswordHash(value), CLIENT))
                .isFalse();
    }

    @Test
    void whoFindsNoProcessorInTimeIsTurnedAway() {
        var busy = new BcryptPasswordHasher(new HashingLimits(0, 1, 1, Duration.ofMillis(1)));

        assertLacksCapacity(() -> busy.hash(PASSWORD, CLIENT));
        assertLacksCapacity(() -> busy.matches(PASSWORD.value(), null, CLIENT));
    }

    @Test
    void processorIsFreeAgainAfterwards() {
        var single = new BcryptPasswordHasher(new HashingLimits(1, 1, 1, Duration.ZERO));

        assertThat(single.matches(PASSWORD.value(), single.hash(PASSWORD, CLIENT), CLIENT))
                .isTrue();
    }

    @Test
    void whoeverIsInterruptedWhileWaitingStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertLacksCapacity(() -> hasher.hash(PASSWORD, CLIENT));
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void assertLacksCapacity(ThrowingCallable hashing) {
        assertThatExceptionOfType(TemporarilyUnavailableException.class)
                .isThrownBy(hashing)
                .returns(Reason.CAPACITY, TemporarilyUnavailableException::reason);
    }
}
