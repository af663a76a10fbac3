package io.github.stockroom.bootstrap.resilience;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Requests of one kind, sent one after the other by some clients, or at a steady rate whether answered or not. */
final class Storm {

    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();
    private final IntFunction<HttpRequest.Builder> kind;
    private final AtomicInteger number = new AtomicInteger();

    /** @param kind makes the request with this number */
    Storm(IntFunction<HttpRequest.Builder> kind) {
        this.kind = kind;
    }

    /**
     * The outcome of requests. Counts as refused what was answered 429 or 503, and as failed all other errors but 401:
     * a
     * wrong password costs as much as the right one.
     */
    static final class Outcome {
        private final long start = System.nanoTime();
        private final List<Long> accepted = new ArrayList<>();
        private int refused;
        private int failed;
        private long lastNotAccepted = start;
        private volatile long end;

        private synchronized void add(long sent, @Nullable HttpResponse<Void> response) {
            long now = System.nanoTime();
            int status = response == null ? 0 : response.statusCode();
            if (status / 100 == 2 || status == 401) {
                accepted.add(now - sent);
                return;
            }
            lastNotAccepted = Math.max(lastNotAccepted, sent);
            if (status == 429 || status == 503) {
                refused++;
            } else {
                failed++;
            }
        }

        /** Returns how many requests were accepted each second, while requests were sent. */
        synchronized double perSecond() {
            return accepted.size() * 1e9 / (end - start);
        }

        synchronized int accepted() {
            return accepted.size();
        }

        synchronized int refused() {
            return refused;
        }

        synchronized int failed() {
            return failed;
        }

        /** Returns the time that this part of the accepted requests took at most. */
        synchronized Duration percentile(double part) {
            accepted.sort(null);
            return accepted.isEmpty()
                    ? Duration.ZERO
                    : Duration.ofNanos(accepted.get(Math.min(accepted.size() - 1, (int) (accepted.size() * part))));
        }

        /** Returns the time from the first request to the last one that was not accepted; zero if all were. */
        synchronized Duration untilAccepted() {
            return Duration.ofNanos(Math.max(start, lastNotAccepted) - start);
        }
    }

    /** Sends from this many clients, each of which waits for its answer. */
    CompletableFuture<Outcome> inTurn(int clients, Duration time) {
        var outcome = new Outcome();
        long until = outcome.start + time.toNanos();
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            var done = new CompletableFuture<>();
            all.add(done);
            sendInTurn(outcome, until, done);
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenApply(none -> {
            outcome.end = System.nanoTime();
            return outcome;
        });
    }

    /** Sends at this rate; returns when all requests are answered. */
    Outcome atRate(double perSecond, Duration time) {
        var outcome = new Outcome();
        List<CompletableFuture<?>> all = new ArrayList<>();
        long count = (long) (perSecond * time.toMillis() / 1_000);
        for (int i = 0; i < count; i++) {
            long due = outcome.start + (long) (i * 1e9 / perSecond);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            all.add(send(outcome));
        }
        outcome.end = System.nanoTime();
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        return outcome;
    }

    private void sendInTurn(Outcome outcome, long until, CompletableFuture<Object> done) {
        send(outcome).thenRun(() -> {
            if (System.nanoTime() < until) {
                sendInTurn(outcome, until, done);
            } else {
                done.complete(outcome);
            }
        });
    }

    private CompletableFuture<?> send(Outcome outcome) {
        long sent = System.nanoTime();
        HttpRequest request =
                kind.apply(number.getAndIncrement()).timeout(ANSWER).build();
        return client.sendAsync(request, BodyHandlers.discarding()).handle((response, failure) -> {
            outcome.add(sent, response);
            return response;
        });
    }
}
