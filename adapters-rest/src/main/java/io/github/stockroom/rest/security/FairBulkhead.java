package io.github.stockroom.rest.security;

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
 * <p>A permit goes to the client that was served least recently, to its calls in their order. So clients that keep calling take
 * turns (round-robin), and a client that calls now and then never waits behind them. When the queue is full, the last call of the
 * client that would be served last gives way to a client that would be served before it.
 *
 * <p>Thread-safe. The cost of a call grows with the clients in the queue, which is short.
 */
final class FairBulkhead {

    /** Clients that are remembered as served; the one served least recently is forgotten first, which moves it ahead by little. */
    private static final int MAX_REMEMBERED = 10_000;

    private static final long NEVER = -1;

    private final int permits;
    private final int maxWaiting;
    private final int maxWaitingPerClient;
    private final Duration maxWait;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Deque<Waiter>> queues = new LinkedHashMap<>();
    private final Map<String, Long> lastServed = new LinkedHashMap<>();
    private int running;
    private int waiting;
    private long turn;

    private enum State {
        WAITING,
        PERMITTED,
        REFUSED
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

    void release() {
        lock.lock();
        try {
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
            String client = first(Comparator.naturalOrder()).orElseThrow();
            remove(client, Deque::pollFirst).become(State.PERMITTED);
            serve(client);
        }
    }

    private void serve(String client) {
        running++;
        lastServed.remove(client); // so that the map stays in the order of service
        lastServed.put(client, turn);
        turn++;
        if (lastServed.size() > MAX_REMEMBERED) {
            lastServed.remove(lastServed.keySet().iterator().next());
        }
    }

    private boolean hasPlaceFor(String client) {
        Deque<Waiter> own = queues.get(client);
        if (own != null && own.size() >= maxWaitingPerClient) {
            return false;
        }
        if (waiting < maxWaiting) {
            return true;
        }
        Optional<String> last = first(Comparator.reverseOrder()).filter(other -> served(other) > served(client));
        last.ifPresent(other -> remove(other, Deque::pollLast).become(State.REFUSED));
        return last.isPresent();
    }

    /** The waiting client that comes first in this order of when they were served last. */
    private Optional<String> first(Comparator<Long> order) {
        return queues.keySet().stream().min(Comparator.comparing(this::served, order));
    }

    private long served(String client) {
        return lastServed.getOrDefault(client, NEVER);
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
