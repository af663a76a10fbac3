package io.github.stockroom.application.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.stockroom.application.AtOnce;
import io.github.stockroom.application.idempotency.IdempotentResponses.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The behaviour of every {@link IdempotentResponses}. A subclass gives each test an empty one. */
public abstract class IdempotentResponsesContract {

    protected static final Instant NOW = Instant.parse("2026-01-31T12:00:00.123456Z");
    protected static final String KEY = "a".repeat(64);
    private static final String OTHER_KEY = "b".repeat(64);
    private static final Duration TICK = Duration.ofNanos(1_000);

    /** The store under test: empty when a test starts, and always the same during it. */
    protected abstract IdempotentResponses responses();

    @Test
    void replyIsThatOfTheFirstWork() {
        Outcome first = responses().once(KEY, NOW, body -> response(1));
        Outcome second = responses().once(KEY, NOW.plusSeconds(1), body -> response(2));

        assertThat(first).isEqualTo(new Outcome(response(1), false));
        assertThat(second).isEqualTo(new Outcome(response(1), true));
    }

    @Test
    void headersKeepTheirOrder() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Location", "http://localhost:8000/api-keys/1");
        headers.put("ETag", "\"1\"");
        headers.put("A", "b: c");
        var stored = new StoredResponse("f".repeat(64), 201, headers, 0);

        responses().once(KEY, NOW, body -> stored);

        assertThat(responses().once(KEY, NOW, body -> response(2)).response().headers())
                .containsExactlyEntriesOf(headers);
    }

    @Test
    void bodyComesBackInParts() {
        responses().once(KEY, NOW, body -> {
            body.accept(new byte[] {1, 0, -1});
            body.accept(new byte[100_000]);
            return response(1);
        });

        assertThat(responses().part(KEY, 0)).contains(new byte[] {1, 0, -1});
        assertThat(responses().part(KEY, 1))
                .hasValueSatisfying(part -> assertThat(part).hasSize(100_000));
        assertThat(responses().part(KEY, 2)).isEmpty();
        assertThat(responses().part(OTHER_KEY, 0)).isEmpty();
    }

    @Test
    void workThatFailsLeavesTheKeyFree() {
        assertThatIllegalStateException()
                .isThrownBy(() -> responses().once(KEY, NOW, body -> {
                    body.accept(new byte[] {1});
                    throw new IllegalStateException();
                }));

        assertThat(responses().part(KEY, 0)).isEmpty();
        assertThat(responses().once(KEY, NOW, body -> response(2))).isEqualTo(new Outcome(response(2), false));
    }

    @Test
    void eachKeyStandsForItself() {
        responses().once(KEY, NOW, body -> response(1));

        assertThat(responses().once(OTHER_KEY, NOW, body -> response(2)).replayed())
                .isFalse();
    }

    @Test
    void replyIsKeptForADay() {
        responses().once(KEY, NOW, body -> response(1));

        Instant end = NOW.plus(IdempotentResponses.KEPT);
        assertThat(responses().once(KEY, end.minus(TICK), body -> response(2)).replayed())
                .isTrue();
        assertThat(responses().once(KEY, end, body -> response(3))).isEqualTo(new Outcome(response(3), false));
        assertThat(responses().once(KEY, end, body -> response(4))).isEqualTo(new Outcome(response(3), true));
    }

    @Test
    @Timeout(30)
    void ofManyAtOnceOneWorks() throws Exception {
        var runs = new AtomicInteger();

        List<Outcome> outcomes =
                AtOnce.run(8, number -> responses().once(KEY, NOW, body -> response(runs.incrementAndGet())));

        assertThat(runs).hasValue(1);
        assertThat(outcomes).filteredOn(outcome -> !outcome.replayed()).hasSize(1);
        assertThat(outcomes).extracting(Outcome::response).containsOnly(response(1));
    }

    @Test
    @Timeout(30)
    void nobodyWaitsForLong() throws Exception {
        var running = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var first = CompletableFuture.supplyAsync(() -> responses().once(KEY, NOW, body -> {
            running.countDown();
            await(mayEnd);
            return response(1);
        }));
        await(running);

        try {
            long start = System.nanoTime();
            assertThatExceptionOfType(StillRunningException.class)
                    .isThrownBy(() -> responses().once(KEY, NOW, body -> response(2)));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(1_800), Duration.ofSeconds(3));
        } finally {
            mayEnd.countDown();
        }
        assertThat(first.get().replayed()).isFalse();
        assertThat(responses().once(KEY, NOW, body -> response(3))).isEqualTo(new Outcome(response(1), true));
    }

    protected static StoredResponse response(int number) {
        return new StoredResponse("f".repeat(64), 200 + number, Map.of("Location", "/" + number), number);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
