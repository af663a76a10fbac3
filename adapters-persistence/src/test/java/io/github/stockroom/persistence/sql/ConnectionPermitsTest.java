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
class ConnectionPermitsTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(1);
    private static final int MANY = 10;

    private final ExecutorService others = Executors.newCachedThreadPool();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @AfterEach
    void stop() {
        others.shutdownNow();
    }

    @Test
    void waitsForAPermitToBeReleased() throws Exception {
        ConnectionPermits permits = new ConnectionPermits(1, MANY, LONG, Reason.CAPACITY);
        Future<String> first = holdUntilTold(permits);
        Future<String> second = others.submit(() -> permits.with(() -> "second"));
        while (permits.waiting() < 1) {
            assertThat(second).isNotDone();
        }

        assertThat(second).isNotDone();
        mayEnd.countDown();

        assertThat(first.get()).isEqualTo("first");
        assertThat(second.get()).isEqualTo("second");
        assertThat(permits.waiting()).isZero();
    }

    @Test
    void refusesAtOnceWhenTooManyWait() throws Exception {
        ConnectionPermits permits = new ConnectionPermits(1, 1, LONG, Reason.BUSY);
        holdUntilTold(permits);
        Future<String> second = others.submit(() -> permits.with(() -> "second"));
        while (permits.waiting() < 1) {
            assertThat(second).isNotDone();
        }

        assertThatExceptionOfType(TemporarilyUnavailableException.class)
                .isThrownBy(() -> permits.with(() -> "third"))
                .extracting(TemporarilyUnavailableException::reason)
                .isEqualTo(Reason.BUSY);

        Future<String> begun = others.submit(() -> permits.with(LONG, () -> "begun"));
        while (permits.waiting() < 2) {
            assertThat(begun).isNotDone();
        }
        mayEnd.countDown();
        assertThat(second.get()).isEqualTo("second");
        assertThat(begun.get()).isEqualTo("begun");
    }

    @Test
    void doesNotWaitWhilePermitsAreFree() throws Exception {
        ConnectionPermits permits = new ConnectionPermits(2, MANY, SHORT, Reason.CAPACITY);
        holdUntilTold(permits);

        assertThat(permits.with(() -> "second")).isEqualTo("second");
    }

    @Test
    void overtakesWaitingCallersOnlyForAMoment() throws Exception {
        var nanoTime = new AtomicLong();
        ConnectionPermits permits = new ConnectionPermits(1, MANY, LONG, Reason.CAPACITY, nanoTime::get);
        List<String> order = new CopyOnWriteArrayList<>();
        var waiting = new Thread(() -> permits.with(() -> order.add("waiting")));
        permits.with(() -> {
            waiting.start();
            while (waiting.getState() != Thread.State.TIMED_WAITING) {
                assertThat(waiting.isAlive()).isTrue();
            }
            return order;
        });
        // The permit is free again now, and the waiting thread hardly awake.
        nanoTime.set(ConnectionPermits.OVERTAKING.toNanos());
        permits.with(() -> order.add("late"));
        waiting.join();

        assertThat(order).containsExactly("waiting", "late");
    }

    @Test
    void refusesWhenNoPermitIsReleasedInTime() throws Exception {
        ConnectionPermits permits = new ConnectionPermits(1, MANY, SHORT, Reason.CAPACITY);
        holdUntilTold(permits);

        assertLacksCapacity(permits);
    }

    @Test
    void releasesThePermitOfWorkThatFails() {
        ConnectionPermits permits = new ConnectionPermits(1, MANY, SHORT, Reason.CAPACITY);

        assertThatIllegalStateException()
                .isThrownBy(() -> permits.with(() -> {
                    throw new IllegalStateException();
                }));

        assertThat(permits.with(() -> "next")).isEqualTo("next");
    }

    @Test
    void staysInterruptedWhenInterruptedWhileWaiting() throws Exception {
        ConnectionPermits permits = new ConnectionPermits(1, MANY, LONG, Reason.CAPACITY);
        holdUntilTold(permits);
        Thread.currentThread().interrupt();

        assertLacksCapacity(permits);
        assertThat(Thread.interrupted()).isTrue();
    }

    private Future<String> holdUntilTold(ConnectionPermits permits) throws InterruptedException {
        Future<String> taken = others.submit(() -> permits.with(() -> {
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

    private static void assertLacksCapacity(ConnectionPermits permits) {
        assertThatExceptionOfType(TemporarilyUnavailableException.class)
                .isThrownBy(() -> permits.with(() -> "never"))
                .returns(Reason.CAPACITY, TemporarilyUnavailableException::reason);
    }
}
