package io.github.stockroom.rest.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * Lets pages of other origins call (Fetch standard, CORS protocol), without credentials: nothing here reads cookies.
 *
 * <p>Spring's own filter answers a request from an origin that is not allowed, or a preflight for an unlisted header, with a
 * 403 of its own; this one leaves out the permission and lets the browser refuse, so that all other clients, which may send
 * {@code Origin} as well, are served as ever and errors keep their one form.
 */
public final class CorsFilter implements Filter {

    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
    private static final String REQUEST_HEADERS = "Accept, Authorization, Content-Type, X-Api-Key, Idempotency-Key, "
            + "If-Match, If-None-Match, Prefer, X-Request-Id, X-Requested-With, X-CSRFToken, traceparent";
    private static final String EXPOSED_HEADERS = "Link, ETag, Location, X-Total-Count, Preference-Applied, "
            + "Idempotency-Replayed, Retry-After, RateLimit, RateLimit-Policy, Stockroom-Truncated, X-Request-Id, "
            + "Content-Disposition, WWW-Authenticate, Deprecation, Sunset";
    private static final String MAX_AGE_SECONDS = "3600";

    private final Set<String> origins;

    public CorsFilter(RestSettings settings) {
        origins = Set.copyOf(settings.corsOrigins());
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        String origin = request.getHeader("Origin");
        if (origin == null || !(origins.contains("*") || origins.contains(origin))) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Access-Control-Allow-Origin", origins.contains("*") ? "*" : origin);
        response.setHeader("Access-Control-Expose-Headers", EXPOSED_HEADERS);
        if (isPreflight(request)) {
            response.setHeader("Access-Control-Allow-Methods", METHODS);
            response.setHeader("Access-Control-Allow-Headers", REQUEST_HEADERS);
            response.setHeader("Access-Control-Max-Age", MAX_AGE_SECONDS);
            // Answered for any path: otherwise the page would see a blocked call where a plain 404 is the truth.
            response.setStatus(HttpServletResponse.SC_OK);
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null;
    }
}
