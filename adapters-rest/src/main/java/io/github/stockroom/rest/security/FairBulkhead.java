package io.github.stockroom.rest.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A bulkhead with a fair queue per client: a few calls run at a time, others wait for a while.
 *
 * <p>A permit goes to the client that used the fewest permits in vain (least attained service), of equals to the one
 * that was served least recently, to its calls in their order. A use that succeeds clears what a client used before,
 * and puts it ahead of clients that are not known. Clients that keep guessing therefore take turns (round-robin) behind
 * a client that guesses now and then, and behind one that does not guess, however many of them there are. When the
 * queue is full, the last call of the client that would be served last gives way to a client that would be served
 * before it.
 *
 * <p>Thread-safe. The cost of a call grows with the clients in the queue, which is short.
 */
final class FairBulkhead {

    /** Clients whose standing is remembered, and for how long after they were served. */
    private static final int MAX_REMEMBERED = 10_000;

    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final int permits;
    private final int maxWaiting;
    private final int maxWaitingPerClient;
    private final Duration maxWait;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Deque<Waiter>> queues = new LinkedHashMap<>();
    private final Cache<String, Standing> standings = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();
    private int running;
    private int waiting;
    private long turn;

    private enum State {
        WAITING,
        PERMITTED,
        REFUSED
    }

    /**
     * A client's use of the permits.
     *
     * @param inVain permits since its last success; one less than none for a client that succeeded last
     * @param turn when it was served last
     */
    private record Standing(int inVain, long turn) implements Comparable<Standing> {

        static final Standing UNKNOWN = new Standing(0, -1);

        @Override
        public int compareTo(Standing other) {
            return inVain == other.inVain ? Long.compare(turn, other.turn) : Integer.compare(inVain, other.inVain);
        }
    }

    private static final class Waiter {

        private final Condition changed;
        private State state = State.WAITING;

        Waiter(Condition changed) {
            this.changed = changed;
        }

        void become(State newState) {
            state = newState;
            changed.signal();
        }
    }

    /**
     * @param permits how many calls run at a time
     * @param maxWaiting how many calls wait, of all clients
     * @param maxWaitingPerClient how many calls of one client wait
     * @param maxWait for how long a call waits
     */
    FairBulkhead(int permits, int maxWaiting, int maxWaitingPerClient, Duration maxWait) {
        this.permits = permits;
        this.maxWaiting = maxWaiting;
        this.maxWaitingPerClient = maxWaitingPerClient;
        this.maxWait = maxWait;
    }

    /**
     * Waits for a permit; the caller releases it.
     *
     * @return false when there is none in time or no place in the queue
     */
    boolean tryAcquire(String client) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (running < permits && waiting == 0) {
                serve(client);
                return true;
            }
            return hasPlaceFor(client) && await(client);
        } finally {
            lock.unlock();
        }
    }

    /** @param success whether the call came to what its client wanted, such as a password that is right */
    void release(String client, boolean success) {
        lock.lock();
        try {
            if (success) {
                standings.put(client, new Standing(-1, standing(client).turn()));
            }
            running--;
            permitNext();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of calls that wait. */
    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    private void permitNext() {
        while (running < permits && waiting > 0) {
            String client = firstInQueue().orElseThrow();
            remove(client, Deque::pollFirst).become(State.PERMITTED);
            serve(client);
        }
    }

    private void serve(String client) {
        running++;
        standings.put(client, new Standing(standing(client).inVain() + 1, turn));
        turn++;
    }

    private boolean hasPlaceFor(String client) {
        Deque<Waiter> own = queues.get(client);
        if (own != null && own.size() >= maxWaitingPerClient) {
            return false;
        }
        if (waiting < maxWaiting) {
            return true;
        }
        Optional<String> last = lastInQueue().filter(other -> standing(other).compareTo(standing(client)) > 0);
        last.ifPresent(other -> remove(other, Deque::pollLast).become(State.REFUSED));
        return last.isPresent();
    }

    private Optional<String> firstInQueue() {
        return queues.keySet().stream().min(Comparator.comparing(this::standing));
    }

    /** Of equals, the client that came last. */
    private Optional<String> lastInQueue() {
        return queues.keySet().stream()
                .reduce((one, later) -> standing(one).compareTo(standing(later)) > 0 ? one : later);
    }

    private Standing standing(String client) {
        Standing known = standings.getIfPresent(client);
        return known == null ? Standing.UNKNOWN : known;
    }

    private Waiter remove(String client, Function<Deque<Waiter>, Waiter> which) {
        Deque<Waiter> queue = queues.get(client);
        if (queue == null) {
            throw new IllegalStateException("this client does not wait");
        }
        Waiter waiter = which.apply(queue);
        forgetIfEmpty(client, queue);
        return waiter;
    }

    private void forgetIfEmpty(String client, Deque<Waiter> queue) {
        waiting--;
        if (queue.isEmpty()) {
            queues.remove(client);
        }
    }

    private boolean await(String client) throws InterruptedException {
        Deque<Waiter> queue = queues.computeIfAbsent(client, first -> new ArrayDeque<>());
        Waiter waiter = new Waiter(lock.newCondition());
        queue.addLast(waiter);
        waiting++;
        long left = maxWait.toNanos();
        try {
            while (waiter.state == State.WAITING && left > 0) {
                left = waiter.changed.awaitNanos(left);
            }
            return waiter.state == State.PERMITTED;
        } catch (InterruptedException e) {
            if (waiter.state == State.PERMITTED) {
                running--;
                permitNext();
            }
            throw e;
        } finally {
            if (waiter.state == State.WAITING) {
                queue.remove(waiter);
                forgetIfEmpty(client, queue);
            }
        }
    }
}
