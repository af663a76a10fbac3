package io.github.stockroom.persistence.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class TurnsTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final ExecutorService others = Executors.newCachedThreadPool();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @AfterEach
    void stop() {
        others.shutdownNow();
    }

    @Test
    void whoComesTooManyWaitsForATurnToEnd() throws Exception {
        Turns turns = new Turns(1, LONG);
        Future<String> first = takeUntilTold(turns);
        Future<String> second = others.submit(() -> turns.take(() -> "second"));
        while (turns.waiting() < 1) {
            assertThat(second).isNotDone();
        }

        assertThat(second).isNotDone();
        mayEnd.countDown();

        assertThat(first.get()).isEqualTo("first");
        assertThat(second.get()).isEqualTo("second");
        assertThat(turns.waiting()).isZero();
    }

    @Test
    void asManyAsAllowedDoNotWait() throws Exception {
        Turns turns = new Turns(2, SHORT);
        takeUntilTold(turns);

        assertThat(turns.take(() -> "second")).isEqualTo("second");
    }

    @Test
    void nobodyIsOvertakenForLong() throws Exception {
        var nanoTime = new AtomicLong();
        Turns turns = new Turns(1, LONG, nanoTime::get);
        List<String> order = new CopyOnWriteArrayList<>();
        var waiting = new Thread(() -> turns.take(() -> order.add("waiting")));
        turns.take(() -> {
            waiting.start();
            while (waiting.getState() != Thread.State.TIMED_WAITING) {
                assertThat(waiting.isAlive()).isTrue();
            }
            return order;
        });
        // The turn is free again now, and the one who waits hardly awake.
        nanoTime.set(Turns.OVERTAKING.toNanos());
        turns.take(() -> order.add("late"));
        waiting.join();

        assertThat(order).containsExactly("waiting", "late");
    }

    @Test
    void turnThatDoesNotComeInTimeLacksCapacity() throws Exception {
        Turns turns = new Turns(1, SHORT);
        takeUntilTold(turns);

        assertLacksCapacity(turns);
    }

    @Test
    void turnEndsAlsoWithWorkThatFails() {
        Turns turns = new Turns(1, SHORT);

        assertThatIllegalStateException()
                .isThrownBy(() -> turns.take(() -> {
                    throw new IllegalStateException();
                }));

        assertThat(turns.take(() -> "next")).isEqualTo("next");
    }

    @Test
    void whoeverIsInterruptedWhileWaitingStaysInterrupted() throws Exception {
        Turns turns = new Turns(1, LONG);
        takeUntilTold(turns);
        Thread.currentThread().interrupt();

        assertLacksCapacity(turns);
        assertThat(Thread.interrupted()).isTrue();
    }

    private Future<String> takeUntilTold(Turns turns) throws InterruptedException {
        Future<String> taken = others.submit(() -> turns.take(() -> {
            begun.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "first";
        }));
        begun.await();
        return taken;
    }

    private static void assertLacksCapacity(Turns turns) {
        assertThatExceptionOfType(TemporarilyUnavailableException.class)
                .isThrownBy(() -> turns.take(() -> "never"))
                .returns(Reason.CAPACITY, TemporarilyUnavailableException::reason);
    }
}
