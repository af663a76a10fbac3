package io.github.stockroom.bootstrap;

import io.github.stockroom.rest.body.BodyAwaitingFilter;
import io.github.stockroom.rest.body.BodyPendingException;
import io.github.stockroom.rest.request.RequestedOperation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Times requests under the names and tags that Spring's own filter uses. That one makes an observation with a dozen key
 * values for each request; this one looks its timer up.
 */
final class RequestTimer implements Filter {

    private static final String METER = "http.server.requests";
    private static final String UNKNOWN = "UNKNOWN";

    /** The attribute that holds what was started for a request that waits for its body. */
    private static final String SAMPLE = RequestTimer.class.getName() + ".sample";

    /** Limits of the buckets, which quantiles are reckoned from, also over several instances. */
    private static final Duration[] BUCKETS = IntStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    /** The tags of request timers. They are few, because all paths that are not offered share one. */
    private record Kind(String method, String uri, int status) {}

    private final MeterRegistry registry;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    RequestTimer(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        Timer.Sample sample = sample(request);
        boolean awaitsBody = false;
        try {
            chain.doFilter(request, response);
        } catch (BodyPendingException e) {
            awaitsBody = true;
            request.setAttribute(SAMPLE, sample);
            throw e;
        } finally {
            if (!awaitsBody) {
                sample.stop(timer(request, ((HttpServletResponse) response).getStatus()));
            }
        }
    }

    private Timer.Sample sample(HttpServletRequest request) {
        return BodyAwaitingFilter.isRedispatched(request) && request.getAttribute(SAMPLE) instanceof Timer.Sample first
                ? first
                : Timer.start(registry);
    }

    private Timer timer(HttpServletRequest request, int status) {
        Kind kind = RequestedOperation.operationOf(request)
                .map(entry -> new Kind(request.getMethod(), entry.path(), status))
                .orElseGet(() -> new Kind(UNKNOWN, UNKNOWN, status));
        return timers.computeIfAbsent(kind, this::register);
    }

    private Timer register(Kind kind) {
        return Timer.builder(METER)
                .description("Requests that were answered")
                .tag("method", kind.method())
                .tag("uri", kind.uri())
                .tag("status", Integer.toString(kind.status()))
                .tag("outcome", outcome(kind.status()))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private static String outcome(int status) {
        return switch (status / 100) {
            case 1 -> "INFORMATIONAL";
            case 2 -> "SUCCESS";
            case 3 -> "REDIRECTION";
            case 4 -> "CLIENT_ERROR";
            default -> "SERVER_ERROR";
        };
    }
}
