package io.github.stockroom.application.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OptimisticWriteTest {

    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void repeatsUntilAWriteLands() {
        String written = OptimisticWrite.repeat(
                () -> attempts.incrementAndGet() < 3 ? Optional.empty() : Optional.of("written"));

        assertThat(written).isEqualTo("written");
        assertThat(attempts).hasValue(3);
    }

    @Test
    void endsWhenTheAttemptThrows() {
        assertThatIllegalStateException()
                .isThrownBy(() -> OptimisticWrite.repeat(() -> {
                    attempts.incrementAndGet();
                    throw new IllegalStateException("gone");
                }));
        assertThat(attempts).hasValue(1);
    }

    @Test
    void givesUpAfterAThousandLostAttempts() {
        assertThatExceptionOfType(TemporarilyUnavailableException.class)
                .isThrownBy(() -> OptimisticWrite.repeat(() -> {
                    attempts.incrementAndGet();
                    return Optional.empty();
                }))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CAPACITY));
        assertThat(attempts).hasValue(1_000);
    }

    @Test
    void preconditionsSayWhichVersionsTheyAccept() {
        Precondition neither = Precondition.noneOf(Set.of(1L)).and(Precondition.noneOf(Set.of(2L)));

        assertThat(Precondition.NONE.allows(1)).isTrue();
        assertThat(Precondition.ABSENT.allows(1)).isFalse();
        assertThat(Precondition.anyOf(Set.of(1L, 2L)).allows(2)).isTrue();
        assertThat(Precondition.anyOf(Set.of(1L, 2L)).allows(3)).isFalse();
        assertThat(Precondition.anyOf(Set.of()).allows(1)).isFalse();
        assertThat(neither.allows(1)).isFalse();
        assertThat(neither.allows(2)).isFalse();
        assertThat(neither.allows(3)).isTrue();
    }

    @Test
    void refusedVersionIsNamed() {
        assertThatExceptionOfType(StaleVersionException.class)
                .isThrownBy(() -> Precondition.ABSENT.check(4))
                .satisfies(e -> assertThat(e.current()).isEqualTo(4));
    }
}
