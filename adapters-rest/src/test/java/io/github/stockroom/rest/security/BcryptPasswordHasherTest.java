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
    }

    @Test
    void hashOfAnEarlierSystemIsRecognisedAndOutdated() {
        var hash = new PasswordHash(new BCryptPasswordEncoder(4).encode(PASSWORD.value()));

        assertThat(hasher.matches(PASSWORD.value(), hash, CLIENT)).isTrue();
        assertThat(hasher.isOutdated(hash)).isTrue();
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
