package io.github.stockroom.rest.jetty;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ServingThreadsTest {

    private static final int BASE = 3;
    private static final int MOST = 7;
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMillis(10);

    private final Semaphore started = new Semaphore(0);
    private final CountDownLatch end = new CountDownLatch(1);
    private @Nullable ServingThreads running;

    @AfterEach
    void stop() throws Exception {
        end.countDown();
        threads().stop();
    }

    @Test
    void requestsThatGetDoneHaveFewThreads() throws Exception {
        start(MOST, NEVER);
        serve(MOST + 2);

        assertServing(BASE);
        assertThat(threads().getQueueSize()).isEqualTo(MOST + 2 - BASE);
    }

    @Test
    void thereAreNeverMoreThanConfigured() throws Exception {
        start(BASE - 1, NEVER);
        serve(BASE);

        assertServing(BASE - 1);
    }

    @Test
    void slowRequestsMakeRoomForOthersUpToTheConfiguredNumber() throws Exception {
        start(MOST, SOON);
        serve(MOST + 2);

        assertServing(MOST);
        end.countDown();
        started.acquire(2);
    }

    @Test
    void threadsThatAreKnownToWaitMakeRoomAtOnce() throws Exception {
        start(MOST, NEVER);
        serve(MOST + 2);
        assertServing(BASE);

        threads().setWaiting(2);

        started.acquire(2);
        assertThat(threads().getThreads()).isEqualTo(BASE + 2);
    }

    @Test
    void tellsAJobHowLongItWaitedForItsThread() throws Exception {
        start(MOST, NEVER);
        serve(BASE);
        assertServing(BASE);
        var waited = new CompletableFuture<Long>();
        long begin = System.nanoTime();
        threads().execute(() -> waited.complete(threads().waitedNanos()));
        long least = System.nanoTime();

        least = System.nanoTime() - least;
        end.countDown();

        assertThat(waited.get()).isBetween(least, System.nanoTime() - begin);
        assertThat(threads().waitedNanos())
                .as("in a thread that is not of the pool")
                .isZero();
    }

    @Test
    void afterwardsThereAreFewThreadsAgain() throws Exception {
        start(MOST, SOON);
        serve(MOST);
        assertServing(MOST);

        end.countDown();
        while (threads().getMaxThreads() > BASE || threads().getThreads() > BASE) {
            serve(1); // a thread that finds nothing more to do ends
            started.acquire();
        }
        assertThat(threads().getThreads()).isBetween(1, BASE);
    }

    private void start(int max, Duration slowThreshold) throws Exception {
        running = new ServingThreads(new QueuedThreadPool(max, 1), BASE, slowThreshold);
        running.start();
    }

    private ServingThreads threads() {
        return requireNonNull(running);
    }

    /** Waits until as many requests are being served; there are no more. */
    private void assertServing(int requests) throws InterruptedException {
        started.acquire(requests);
        assertThat(threads().getThreads()).isEqualTo(requests);
        assertThat(started.availablePermits()).isZero();
    }

    private void serve(int requests) {
        for (int i = 0; i < requests; i++) {
            threads().execute(() -> {
                started.release();
                try {
                    end.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }
}
