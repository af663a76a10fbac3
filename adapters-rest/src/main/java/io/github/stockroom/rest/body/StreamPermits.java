package io.github.stockroom.rest.body;

import io.github.stockroom.rest.problem.ProblemException;
import io.github.stockroom.rest.problem.Problems;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/**
 * A bulkhead around long responses: each holds a thread for as long as its client reads, so that only some threads may
 * send one. The others are left for short requests. Thread-safe.
 */
public final class StreamPermits {

    private static final Duration MAX_WAIT = Duration.ofSeconds(2);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final int max;
    private final int maxPerClient;
    private final Duration maxWait;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    private final Map<String, Integer> takenByClient = new HashMap<>();
    private volatile IntConsumer onWaiting = count -> {};
    private int taken;
    private int waiting;

    /**
     * @param max how many long responses are sent at a time; as many requests more may wait for a permit
     * @param maxPerClient how many of them to one client address
     */
    public StreamPermits(int max, int maxPerClient) {
        this(max, maxPerClient, MAX_WAIT);
    }

    StreamPermits(int max, int maxPerClient, Duration maxWait) {
        this.max = max;
        this.maxPerClient = maxPerClient;
        this.maxWait = maxWait;
    }

    /** Tells this, from now on, how many threads wait for a permit, each time that it changes. */
    public void onWaiting(IntConsumer listener) {
        onWaiting = listener;
    }

    /**
     * Takes a permit, after a short wait if need be.
     *
     * @throws ProblemException 503 when there is none
     */
    public void acquire(String client) {
        lock.lock();
        try {
            if (!isFree(client)) {
                await(client);
            }
            taken++;
            takenByClient.merge(client, 1, Integer::sum);
        } finally {
            lock.unlock();
        }
    }

    public void release(String client) {
        lock.lock();
        try {
            taken--;
            takenByClient.computeIfPresent(client, (name, count) -> count == 1 ? null : count - 1);
            released.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void await(String client) {
        if (waiting >= max) {
            throw busy();
        }
        waiting++;
        onWaiting.accept(waiting);
        try {
            long nanos = maxWait.toNanos();
            while (!isFree(client)) {
                if (nanos <= 0) {
                    throw busy();
                }
                nanos = released.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        } finally {
            waiting--;
            onWaiting.accept(waiting);
        }
    }

    private boolean isFree(String client) {
        return taken < max && takenByClient.getOrDefault(client, 0) < maxPerClient;
    }

    private static ProblemException busy() {
        return Problems.busy("Too many long responses are being sent; ask for less or try again shortly.", RETRY_AFTER)
                .exception();
    }
}
