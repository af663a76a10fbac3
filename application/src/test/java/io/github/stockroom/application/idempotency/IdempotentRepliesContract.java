package io.github.stockroom.application.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.stockroom.application.AtOnce;
import io.github.stockroom.application.idempotency.IdempotentReplies.Outcome;
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

/** The behaviour of every {@link IdempotentReplies}. A subclass gives each test an empty one. */
public abstract class IdempotentRepliesContract {

    protected static final Instant NOW = Instant.parse("2026-01-31T12:00:00.123456Z");
    protected static final String KEY = "a".repeat(64);
    private static final String OTHER_KEY = "b".repeat(64);
    private static final Duration TICK = Duration.ofNanos(1_000);

    /** The store under test: empty when a test starts, and always the same during it. */
    protected abstract IdempotentReplies replies();

    @Test
    void replyIsThatOfTheFirstWork() {
        Outcome first = replies().once(KEY, NOW, body -> reply(1));
        Outcome second = replies().once(KEY, NOW.plusSeconds(1), body -> reply(2));

        assertThat(first).isEqualTo(new Outcome(reply(1), false));
        assertThat(second).isEqualTo(new Outcome(reply(1), true));
    }

    @Test
    void headersKeepTheirOrder() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Location", "http://localhost:8000/api/items/1");
        headers.put("ETag", "\"1\"");
        headers.put("A", "b: c");
        var stored = new StoredReply("f".repeat(64), 201, headers, 0);

        replies().once(KEY, NOW, body -> stored);

        assertThat(replies().once(KEY, NOW, body -> reply(2)).reply().headers()).containsExactlyEntriesOf(headers);
    }

    @Test
    void bodyComesBackInParts() {
        replies().once(KEY, NOW, body -> {
            body.accept(new byte[] {1, 0, -1});
            body.accept(new byte[100_000]);
            return reply(1);
        });

        assertThat(replies().part(KEY, 0)).contains(new byte[] {1, 0, -1});
        assertThat(replies().part(KEY, 1))
                .hasValueSatisfying(part -> assertThat(part).hasSize(100_000));
        assertThat(replies().part(KEY, 2)).isEmpty();
        assertThat(replies().part(OTHER_KEY, 0)).isEmpty();
    }

    @Test
    void workThatFailsLeavesTheKeyFree() {
        assertThatIllegalStateException()
                .isThrownBy(() -> replies().once(KEY, NOW, body -> {
                    body.accept(new byte[] {1});
                    throw new IllegalStateException();
                }));

        assertThat(replies().part(KEY, 0)).isEmpty();
        assertThat(replies().once(KEY, NOW, body -> reply(2))).isEqualTo(new Outcome(reply(2), false));
    }

    @Test
    void eachKeyStandsForItself() {
        replies().once(KEY, NOW, body -> reply(1));

        assertThat(replies().once(OTHER_KEY, NOW, body -> reply(2)).replayed()).isFalse();
    }

    @Test
    void replyIsKeptForADay() {
        replies().once(KEY, NOW, body -> reply(1));

        Instant end = NOW.plus(IdempotentReplies.KEPT);
        assertThat(replies().once(KEY, end.minus(TICK), body -> reply(2)).replayed())
                .isTrue();
        assertThat(replies().once(KEY, end, body -> reply(3))).isEqualTo(new Outcome(reply(3), false));
        assertThat(replies().once(KEY, end, body -> reply(4))).isEqualTo(new Outcome(reply(3), true));
    }

    @Test
    @Timeout(30)
    void ofManyAtOnceOneWorks() throws Exception {
        var runs = new AtomicInteger();

        List<Outcome> outcomes =
                AtOnce.run(8, number -> replies().once(KEY, NOW, body -> reply(runs.incrementAndGet())));

        assertThat(runs).hasValue(1);
        assertThat(outcomes).filteredOn(outcome -> !outcome.replayed()).hasSize(1);
        assertThat(outcomes).extracting(Outcome::reply).containsOnly(reply(1));
    }

    @Test
    @Timeout(30)
    void nobodyWaitsForLong() throws Exception {
        var running = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var first = CompletableFuture.supplyAsync(() -> replies().once(KEY, NOW, body -> {
            running.countDown();
            await(mayEnd);
            return reply(1);
        }));
        await(running);

        try {
            long start = System.nanoTime();
            assertThatExceptionOfType(StillRunningException.class)
                    .isThrownBy(() -> replies().once(KEY, NOW, body -> reply(2)));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(1_800), Duration.ofSeconds(3));
        } finally {
            mayEnd.countDown();
        }
        assertThat(first.get().replayed()).isFalse();
        assertThat(replies().once(KEY, NOW, body -> reply(3))).isEqualTo(new Outcome(reply(1), true));
    }

    protected static StoredReply reply(int number) {
        return new StoredReply("f".repeat(64), 200 + number, Map.of("Location", "/" + number), number);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
