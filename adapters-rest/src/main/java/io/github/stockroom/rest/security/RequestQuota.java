package io.github.stockroom.rest.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.stockroom.rest.body.ReceivedBody;
import io.github.stockroom.rest.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Lets each client make so many requests a second, at this instance, and tells it how many are left
 * (draft-ietf-httpapi-ratelimit-headers-10). Thread-safe.
 */
final class RequestQuota {

    private static final long NANOS = 1_000_000_000;

    /** Beyond that the clients not seen for longest start anew. */
    private static final int MAX_CLIENTS = 100_000;

    private record Second(long number, int requests) {}

    private final String policy;
    private final int quota;
    private final LongSupplier nanoTime;
    private final Cache<Object, Second> clients =
            Caffeine.newBuilder().maximumSize(MAX_CLIENTS).build();

    /**
     * @param policy the name of the quota, as clients read it
     * @param quota 1 or more
     * @param nanoTime as {@link System#nanoTime}
     */
    RequestQuota(String policy, int quota, LongSupplier nanoTime) {
        this.policy = policy;
        this.quota = quota;
        this.nanoTime = nanoTime;
    }

    /**
     * Counts a request, unless it has passed here before and only waited for its body.
     *
     * @param client whose requests count together
     * @throws io.github.stockroom.rest.problem.ProblemException 429 when it is one too many
     */
    void count(Object client, HttpServletRequest request, HttpServletResponse response) {
        if (ReceivedBody.of(request).filter(ReceivedBody::isAwaited).isPresent()) {
            return;
        }
        long now = Math.floorDiv(nanoTime.getAsLong(), NANOS);
        int requests = clients.asMap()
                .merge(
                        client,
                        new Second(now, 1),
                        (last, first) -> last.number() == now ? new Second(now, last.requests() + 1) : first)
                .requests();
        response.setHeader("RateLimit-Policy", "\"" + policy + "\";q=" + quota + ";w=1");
        response.setHeader("RateLimit", "\"" + policy + "\";r=" + Math.max(0, quota - requests) + ";t=1");
        if (requests > quota) {
            throw Problems.tooManyRequests(policy, "Too many requests at once; wait a moment.", Duration.ofSeconds(1))
                    .exception();
        }
    }
}
