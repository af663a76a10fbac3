package io.github.stockroom.rest.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimeLimitTest {

    @Test
    void endsWorkThatAsksForMoreBehindTheLimit() {
        var now = new AtomicLong(Long.MAX_VALUE - 1); // a clock that wraps around
        var items = new TimeLimit<>(List.of(1, 2, 3).iterator(), Duration.ofSeconds(25), now::get);

        assertThat(items.next()).isEqualTo(1);
        now.addAndGet(25_000_000_000L);
        assertThat(items.next()).isEqualTo(2);
        now.incrementAndGet();
        assertThatExceptionOfType(TemporarilyUnavailableException.class)
                .isThrownBy(items::next)
                .returns(Reason.TIMEOUT, TemporarilyUnavailableException::reason);
    }
}
