package io.github.stockroom.bootstrap.resilience;

import io.github.stockroom.bootstrap.testing.Eventually;
import io.github.stockroom.bootstrap.testing.Products;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Clients that send requests at a steady rate, whether or not earlier ones were answered, and an account of what became
 * of each. Two of three requests create a product, one of these under an {@code Idempotency-Key}; the third one reads.
 * Clients repeat a creation after 503 with {@code Retry-After}. Where they got no answer, they repeat only what has a
 * key.
 */
final class Load implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final int REPEATS = 8;

    /** HAProxy answers itself for an instance that broke the connection. */
    private static final Set<Integer> NO_ANSWER = Set.of(502, 504);

    private final String base;
    private final Stored stored;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final ScheduledFuture<?> sending;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final List<Long> accepted = new ArrayList<>();
    private final AtomicLong gone = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong lastNotAccepted = new AtomicLong(Long.MIN_VALUE);

    /** The contents of the database in the end. */
    interface Stored {
        /** Returns how often each name is stored. */
        Map<String, Long> names();
    }

    private record Request(String name, @Nullable String key, boolean write, int repeats) {
        Request repeated() {
            return new Request(name, key, write, repeats + 1);
        }
    }

    private Load(String base, int perSecond, Stored stored) {
        this.base = base;
        this.stored = stored;
        this.sending = clock.scheduleAtFixedRate(this::sendNext, 0, 1_000_000_000L / perSecond, TimeUnit.NANOSECONDS);
    }

    /** Starts to send. */
    static Load start(String base, int perSecond, Stored stored) {
        return new Load(base, perSecond, stored);
    }

    /** Goes on for some time. */
    Load goOn(Duration time) {
        try {
            boolean never = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
            assert !never;
            return this;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Begins to count the time until every request is accepted again. */
    void causeIsGone() {
        gone.set(System.nanoTime());
    }

    /**
     * Sends nothing new, waits for the answers to all requests and repetitions, and compares what was acknowledged with
     * what is stored.
     */
    Row end(String fault) {
        sending.cancel(false);
        Eventually.isTrue("all requests are answered", ANSWER.multipliedBy(3), () -> open.get() == 0);
        Map<String, Long> names = stored.names();
        long lost =
                acknowledged.stream().filter(name -> !names.containsKey(name)).count();
        long doubled = names.values().stream().filter(count -> count > 1).count();
        long recovery = Math.max(0, lastNotAccepted.get() - gone.get());
        if (!failures.isEmpty()) {
            System.out.println(fault + " failed: " + failures);
        }
        return new Row(
                fault,
                sent.get(),
                acknowledged.size(),
                lost,
                doubled,
                refused.get(),
                unanswered.get(),
                failures.size(),
                gone.get() == Long.MAX_VALUE ? Duration.ZERO : Duration.ofNanos(recovery),
                p99());
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private Duration p99() {
        synchronized (accepted) {
            accepted.sort(null);
            return accepted.isEmpty() ? Duration.ZERO : Duration.ofNanos(accepted.get((int) (accepted.size() * 0.99)));
        }
    }

    private void sendNext() {
        int i = number.getAndIncrement();
        String name = UUID.randomUUID().toString();
        open.incrementAndGet();
        send(new Request(name, i % 2 == 0 ? name : null, i % 3 != 2, 0));
    }

    private void send(Request request) {
        long start = System.nanoTime();
        sent.incrementAndGet();
        client.sendAsync(http(request), BodyHandlers.ofString()).whenComplete((response, failure) -> {
            boolean repeated = response == null
                    ? isRepeatedUnanswered(request, start, failure)
                    : isRepeatedAfter(response, request, start);
            if (!repeated) {
                open.decrementAndGet();
            }
        });
    }

    private HttpRequest http(Request request) {
        if (!request.write()) {
            return HttpRequest.newBuilder(URI.create(base + Products.PATH + "?limit=5&sort=-id"))
                    .timeout(ANSWER)
                    .build();
        }
        var creation = HttpRequest.newBuilder(URI.create(base + Products.PATH))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Products.json(request.name(), 7)));
        if (request.key() != null) {
            creation.header("Idempotency-Key", request.key());
        }
        return creation.build();
    }

    private boolean isRepeatedAfter(HttpResponse<String> response, Request request, long start) {
        int status = response.statusCode();
        if (status < 300) {
            accept(request, start);
            return false;
        }
        lastNotAccepted.accumulateAndGet(start, Math::max);
        boolean own = response.headers().firstValue("X-Request-Id").isPresent();
        if (!own && NO_ANSWER.contains(status)) {
            unanswered.incrementAndGet();
            return isRepeatedIf(request.key() != null, request);
        }
        boolean underWay = status == 409 && response.body().contains("idempotency-in-progress");
        if (underWay || status == 503 || status == 429) {
            refused.incrementAndGet();
            boolean told = response.headers().firstValue("Retry-After").isPresent();
            return isRepeatedIf(told || request.key() != null, request);
        }
        failures.put(request.name(), status + " " + response.body());
        return false;
    }

    private void accept(Request request, long start) {
        if (request.write()) {
            acknowledged.add(request.name());
        }
        synchronized (accepted) {
            accepted.add(System.nanoTime() - start);
        }
    }

    private boolean isRepeatedUnanswered(Request request, long start, Throwable failure) {
        lastNotAccepted.accumulateAndGet(start, Math::max);
        boolean neverSent = failure instanceof ConnectException || failure.getCause() instanceof ConnectException;
        (neverSent ? refused : unanswered).incrementAndGet();
        return isRepeatedIf(neverSent || request.key() != null, request);
    }

    private boolean isRepeatedIf(boolean safe, Request request) {
        if (safe && request.write() && request.repeats() < REPEATS) {
            clock.schedule(() -> send(request.repeated()), 1, TimeUnit.SECONDS);
            return true;
        }
        return false;
    }
}
