package io.github.stockroom.rest.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.stockroom.domain.access.Resource;
import io.github.stockroom.rest.body.ReceivedBody;
import io.github.stockroom.rest.problem.Problems;
import io.github.stockroom.rest.request.Proxies;
import io.github.stockroom.rest.request.RequestedOperation;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Lets one client address make so many requests a second, at this instance, and tells it how many are left
 * (draft-ietf-httpapi-ratelimit-headers-10). Probes and unknown paths do not count.
 */
public final class RateLimitFilter implements Filter {

    private static final String POLICY = "default";
    private static final long NANOS = 1_000_000_000;

    /** Beyond that the addresses not seen for longest start anew. */
    private static final int MAX_CLIENTS = 100_000;

    private record Second(long number, int requests) {}

    private final int quota;
    private final Proxies proxies;
    private final LongSupplier nanoTime;
    private final Cache<String, Second> clients =
            Caffeine.newBuilder().maximumSize(MAX_CLIENTS).build();

    /**
     * @param quota 1 or more
     * @param nanoTime as {@link System#nanoTime}
     */
    public RateLimitFilter(int quota, Proxies proxies, LongSupplier nanoTime) {
        this.quota = quota;
        this.proxies = proxies;
        this.nanoTime = nanoTime;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (counts((HttpServletRequest) request) && !isCounted((HttpServletRequest) request)) {
            count((HttpServletRequest) request, (HttpServletResponse) response);
        }
        chain.doFilter(request, response);
    }

    /** One that waited for its body has passed here before. */
    private static boolean isCounted(HttpServletRequest request) {
        return ReceivedBody.of(request).filter(ReceivedBody::isAwaited).isPresent();
    }

    private static boolean counts(HttpServletRequest request) {
        return RequestedOperation.of(request)
                .operation()
                .filter(operation -> operation.resource() != Resource.SERVICE)
                .isPresent();
    }

    private void count(HttpServletRequest request, HttpServletResponse response) {
        long now = Math.floorDiv(nanoTime.getAsLong(), NANOS);
        int requests = clients.asMap()
                .merge(
                        proxies.clientAddress(request),
                        new Second(now, 1),
                        (last, first) -> last.number() == now ? new Second(now, last.requests() + 1) : first)
                .requests();
        response.setHeader("RateLimit-Policy", "\"" + POLICY + "\";q=" + quota + ";w=1");
        response.setHeader("RateLimit", "\"" + POLICY + "\";r=" + Math.max(0, quota - requests) + ";t=1");
        if (requests > quota) {
            throw Problems.tooManyRequests(POLICY, "Too many requests at once; wait a moment.", Duration.ofSeconds(1))
                    .exception();
        }
    }
}
