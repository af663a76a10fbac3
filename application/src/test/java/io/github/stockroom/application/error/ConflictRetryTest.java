package io.github.stockroom.application.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConflictRetryTest {

    private final List<Long> pauses = new ArrayList<>();
    private long now;
    private int attempts;

    private final ConflictRetry retry = new ConflictRetry(() -> now, pause -> {
        pauses.add(pause);
        now += pause;
    });

    @Test
    void repeatsWorkThatWasUndone() {
        assertThat(retry.<String>repeat(() -> undone(4, Reason.CONFLICT))).isEqualTo("done");
        assertThat(attempts).isEqualTo(5);
        assertThat(pauses).hasSize(4).allSatisfy(pause -> assertThat(pause).isBetween(0L, 16_000_000L));
    }

    @Test
    void repeatsWorkWithoutAResult() {
        ConflictRetry.run(() -> {
            undone(2, Reason.CONFLICT);
        });
        assertThat(attempts).isEqualTo(3);
    }

    @Test
    void givesUpInTheEnd() {
        assertThatExceptionOfType(TemporarilyUnavailableException.class)
                .isThrownBy(() -> retry.<String>repeat(() -> undone(Integer.MAX_VALUE, Reason.CONFLICT)))
                .returns(Reason.CONFLICT, TemporarilyUnavailableException::reason);
        assertThat(Duration.ofNanos(now)).isLessThanOrEqualTo(ConflictRetry.LIMIT);
        assertThat(attempts).isGreaterThan(15);
    }

    @Test
    void doesNotRepeatWhatFailedForAnotherReason() {
        assertThatExceptionOfType(TemporarilyUnavailableException.class)
                .isThrownBy(() -> retry.<String>repeat(() -> undone(1, Reason.CAPACITY)))
                .returns(Reason.CAPACITY, TemporarilyUnavailableException::reason);
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void doesNotRepeatWorkOfAThreadThatIsToStop() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(TemporarilyUnavailableException.class)
                .isThrownBy(() -> retry.<String>repeat(() -> undone(1, Reason.CONFLICT)));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(attempts).isEqualTo(1);
    }

    private String undone(int times, Reason reason) {
        attempts++;
        if (attempts <= times) {
            throw new TemporarilyUnavailableException(reason, "another transaction was in the way");
        }
        return "done";
    }
}
