package io.github.stockroom.rest.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ServingThreadsTest {

    private static final int FEW = 3;
    private static final int MOST = 7;

    private final Semaphore started = new Semaphore(0);
    private final CountDownLatch end = new CountDownLatch(1);
    private ServingThreads threads = new ServingThreads(new QueuedThreadPool(MOST, 1), FEW);

    @AfterEach
    void stop() throws Exception {
        end.countDown();
        threads.stop();
    }

    @Test
    void requestsThatGetDoneHaveFewThreads() throws Exception {
        start(Duration.ofHours(1));
        serve(MOST + 2);

        started.acquire(FEW);
        assertThat(threads.getThreads()).isEqualTo(FEW);
        assertThat(threads.getQueueSize()).isEqualTo(MOST + 2 - FEW);
        assertThat(started.availablePermits()).isZero();
    }

    @Test
    void slowRequestsMakeRoomForOthersUpToTheConfiguredNumber() throws Exception {
        start(Duration.ofMillis(10));
        serve(MOST + 2);

        started.acquire(MOST);
        assertThat(threads.getThreads()).isEqualTo(MOST);
        assertThat(threads.getMaxThreads()).isEqualTo(MOST);
        assertThat(started.availablePermits()).isZero();

        end.countDown();
        started.acquire(2);
    }

    @Test
    void afterwardsThereAreFewThreadsAgain() throws Exception {
        start(Duration.ofMillis(10));
        serve(MOST);
        started.acquire(MOST);

        end.countDown();
        while (threads.getMaxThreads() > FEW || threads.getThreads() > FEW) {
            serve(1); // a thread that finds nothing more to do ends
            started.acquire();
        }
        assertThat(threads.getThreads()).isBetween(1, FEW);
    }

    @Test
    void thereAreNeverMoreThanConfigured() throws Exception {
        threads = new ServingThreads(new QueuedThreadPool(2, 1), FEW, Duration.ofHours(1));
        threads.start();
        serve(4);

        started.acquire(2);
        assertThat(threads.getThreads()).isEqualTo(2);
        assertThat(started.availablePermits()).isZero();
    }

    private void start(Duration patience) throws Exception {
        threads = new ServingThreads(new QueuedThreadPool(MOST, 1), FEW, patience);
        threads.start();
    }

    private void serve(int requests) {
        for (int i = 0; i < requests; i++) {
            threads.execute(() -> {
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
