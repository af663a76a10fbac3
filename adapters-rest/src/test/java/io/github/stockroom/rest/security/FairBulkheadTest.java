package io.github.stockroom.rest.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FairBulkheadTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final FairBulkhead bulkhead = new FairBulkhead(1, 4, 2, LONG);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> served = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void clientsThatKeepCallingTakeTurns() throws Exception {
        bulkhead.tryAcquire("a");
        var first = waitingCall("a");
        var second = waitingCall("a");
        var third = waitingCall("b");
        var fourth = waitingCall("b");

        releaseAll(first, second, third, fourth);

        assertThat(served).containsExactly("b", "a", "b", "a");
    }

    @Test
    void clientThatWasServedLongAgoGoesFirst() throws Exception {
        for (String client : List.of("honest", "a", "b", "c")) {
            bulkhead.tryAcquire(client);
            bulkhead.release("a", false);
        }
        bulkhead.tryAcquire("a");
        var a = waitingCall("a");
        var b = waitingCall("b");
        var c = waitingCall("c");
        var honest = waitingCall("honest");

        releaseAll(a, b, c, honest);

        assertThat(served).containsExactly("honest", "b", "c", "a");
    }

    @Test
    void clientThatSucceedsGoesAheadOfAllOthersHoweverOftenItCalls() throws Exception {
        bulkhead.tryAcquire("honest");
        bulkhead.release("honest", true);
        bulkhead.tryAcquire("a");
        var a = waitingCall("a");
        var unknown = waitingCall("unknown");
        var first = waitingCall("honest");

        releaseAll(first);
        var second = waitingCall("honest");
        bulkhead.release("honest", true);
        second.get();
        bulkhead.release("honest", true);
        unknown.get();
        bulkhead.release("unknown", false);
        a.get();

        assertThat(served).containsExactly("honest", "honest", "unknown", "a");
    }

    @Test
    void clientThatGuessesNowAndThenGoesAheadOfManyThatKeepGuessing() throws Exception {
        for (String client : List.of("a", "b", "c", "a", "b", "c", "honest")) {
            bulkhead.tryAcquire(client);
            bulkhead.release(client, false);
        }
        bulkhead.tryAcquire("d");
        var a = waitingCall("a");
        var b = waitingCall("b");
        var c = waitingCall("c");
        var honest = waitingCall("honest");

        releaseAll(a, b, c, honest);

        assertThat(served).containsExactly("honest", "a", "b", "c");
    }

    @Test
    void fullQueueOfUnknownClientsMakesRoomForOneThatSucceeded() throws Exception {
        bulkhead.tryAcquire("honest");
        bulkhead.release("honest", true);
        bulkhead.tryAcquire("a");
        for (String client : List.of("b", "c", "d")) {
            waitingCall(client);
        }
        var last = waitingCall("e");

        var honest = threads.submit(() -> acquire("honest"));
        assertThat(last.get()).isFalse();
        bulkhead.release("a", false);

        assertThat(honest.get()).isTrue();
        assertThat(served.get(0)).isEqualTo("honest");
    }

    @Test
    void aClientHasFewPlacesInTheQueue() throws Exception {
        bulkhead.tryAcquire("a");
        waitingCall("a");
        waitingCall("a");

        assertThat(bulkhead.tryAcquire("a")).isFalse();
        assertThat(bulkhead.waiting()).isEqualTo(2);
    }

    @Test
    void fullQueueMakesRoomForAClientThatWouldBeServedEarlier() throws Exception {
        bulkhead.tryAcquire("a");
        bulkhead.release("a", false);
        bulkhead.tryAcquire("b");
        var first = waitingCall("a");
        var second = waitingCall("a");
        var third = waitingCall("b");
        var fourth = waitingCall("b");

        var honest = threads.submit(() -> acquire("honest"));

        assertThat(fourth.get()).isFalse(); // b was served last
        assertThat(bulkhead.tryAcquire("b")).isFalse();
        releaseAll(first, second, third, CompletableFuture.supplyAsync(() -> get(honest)));
        assertThat(served).containsExactly("honest", "a", "b", "a");
    }

    @Test
    void fullQueueMakesNoRoomForClientsThatAllWaitForTheFirstTime() throws Exception {
        bulkhead.tryAcquire("a");
        for (String client : List.of("b", "c", "d", "e")) {
            waitingCall(client);
        }

        assertThat(bulkhead.tryAcquire("f")).isFalse();
    }

    @Test
    void callThatWaitsInVainLeavesNothingBehind() throws Exception {
        var impatient = new FairBulkhead(1, 4, 2, Duration.ofMillis(1));
        impatient.tryAcquire("a");

        assertThat(impatient.tryAcquire("b")).isFalse();
        assertThat(impatient.waiting()).isZero();
        impatient.release("a", false);
        assertThat(impatient.tryAcquire("b")).isTrue();
    }

    @Test
    void interruptedCallLeavesNothingBehind() throws Exception {
        bulkhead.tryAcquire("a");
        waitingCall("b");

        threads.shutdownNow();
        while (bulkhead.waiting() > 0) {
            Thread.onSpinWait();
        }
        bulkhead.release("a", false);
        assertThat(bulkhead.tryAcquire("c")).isTrue();
    }

    private CompletableFuture<Boolean> waitingCall(String client) {
        int before = bulkhead.waiting();
        var call = CompletableFuture.supplyAsync(() -> acquire(client), threads);
        while (bulkhead.waiting() == before) {
            Thread.onSpinWait();
        }
        return call;
    }

    private boolean acquire(String client) {
        try {
            boolean permitted = bulkhead.tryAcquire(client);
            if (permitted) {
                served.add(client);
            }
            return permitted;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Releases the permit once for each call; a call that was permitted is recorded before the next release. */
    private void releaseAll(CompletableFuture<?>... calls) {
        for (int i = 1; i <= calls.length; i++) {
            bulkhead.release("a", false);
            while (served.size() < i) {
                Thread.onSpinWait();
            }
        }
    }

    private static boolean get(java.util.concurrent.Future<Boolean> call) {
        try {
            return call.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
