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

    private final BcryptPasswordHasher hasher = new BcryptPasswordHasher();

    @Test
    void recognisesThePasswordOfAHash() {
        PasswordHash hash = hasher.hash(PASSWORD);

        assertThat(hash.value()).startsWith("{bcrypt}$2a$10$").doesNotContain(PASSWORD.value());
        assertThat(hasher.isOutdated(hash)).isFalse();
        assertThat(hasher.matches(PASSWORD.value(), hash)).isTrue();
    }

    @Test
    void twoHashesOfOnePasswordDiffer() {
        assertThat(hasher.hash(PASSWORD)).isNotEqualTo(hasher.hash(PASSWORD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "correct hors", "correct horse ", "Correct horse", "none"})
    void refusesAnotherPassword(String other) {
        assertThat(hasher.matches(other, hasher.hash(PASSWORD))).isFalse();
    }

    @Test
    void refusesAPasswordLongerThanBcryptLooks() {
        String longest = "x".repeat(Password.MAX_BYTES);
        PasswordHash hash = hasher.hash(new Password(longest));

        assertThat(hasher.matches(longest, hash)).isTrue();
        assertThat(hasher.matches(longest + "x", hash)).isFalse();
    }

    @Test
    void nobodyHasAPassword() {
        assertThat(hasher.matches(PASSWORD.value(), null)).isFalse();
        assertThat(hasher.matches("none", null)).isFalse();
    }

    @Test
    void hashOfAnEarlierSystemIsRecognisedAndOutdated() {
        var hash = new PasswordHash(new BCryptPasswordEncoder(4).encode(PASSWORD.value()));

        assertThat(hasher.matches(PASSWORD.value(), hash)).isTrue();
        assertThat(hasher.isOutdated(hash)).isTrue();
    }

    @Test
    void whoFindsNoProcessorInTimeIsTurnedAway() {
        var busy = new BcryptPasswordHasher(0, Duration.ofMillis(1));

        assertLacksCapacity(() -> busy.hash(PASSWORD));
        assertLacksCapacity(() -> busy.matches(PASSWORD.value(), null));
    }

    @Test
    void processorIsFreeAgainAfterwards() {
        var single = new BcryptPasswordHasher(1, Duration.ZERO);

        assertThat(single.matches(PASSWORD.value(), single.hash(PASSWORD))).isTrue();
    }

    @Test
    void whoeverIsInterruptedWhileWaitingStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertLacksCapacity(() -> hasher.hash(PASSWORD));
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void assertLacksCapacity(ThrowingCallable hashing) {
        assertThatExceptionOfType(TemporarilyUnavailableException.class)
                .isThrownBy(hashing)
                .returns(Reason.CAPACITY, TemporarilyUnavailableException::reason);
    }
}
