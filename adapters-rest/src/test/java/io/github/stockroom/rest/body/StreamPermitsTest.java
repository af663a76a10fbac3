package io.github.stockroom.rest.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.stockroom.rest.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StreamPermitsTest {

    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void refusesMoreThanThereAre() {
        var permits = new StreamPermits(2, 2, AT_ONCE);
        permits.acquire("192.0.2.1");
        permits.acquire("192.0.2.2");

        assertBusy(permits, "192.0.2.3");
        permits.release("192.0.2.1");
        permits.acquire("192.0.2.3");
    }

    @Test
    void oneClientGetsItsShare() {
        var permits = new StreamPermits(3, 1, AT_ONCE);
        permits.acquire("192.0.2.1");

        assertBusy(permits, "192.0.2.1");
        permits.acquire("192.0.2.2");
    }

    @Test
    void waitsForOneThatIsReleased() throws Exception {
        var permits = new StreamPermits(1, 1, LONG);
        permits.acquire("192.0.2.1");
        var waiting = CompletableFuture.runAsync(() -> permits.acquire("192.0.2.2"));

        permits.release("192.0.2.1");

        waiting.get(30, TimeUnit.SECONDS);
        assertThat(waiting).isCompleted();
    }

    private static void assertBusy(StreamPermits permits, String client) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> permits.acquire(client))
                .satisfies(busy -> assertThat(busy.problem().status()).isEqualTo(503))
                .satisfies(busy -> assertThat(busy.problem().headers()).containsKey("Retry-After"));
    }
}
