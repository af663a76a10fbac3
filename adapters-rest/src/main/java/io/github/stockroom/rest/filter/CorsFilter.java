package io.github.stockroom.rest.filter;

import io.github.stockroom.rest.exchange.CommonHeaders;
import io.github.stockroom.rest.request.RestSettings;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets pages of other origins call (Fetch standard, CORS protocol), without credentials: nothing here reads cookies.
 *
 * <p>Spring's own filter answers a request from an origin that is not allowed, or a preflight for an unlisted header,
 * with a 403 of its own; this one leaves out the permission and lets the browser refuse, so that all other clients,
 * which may send {@code Origin} as well, are served as ever and errors keep their one form.
 * {@code Access-Control-Allow-Private-Network} is never sent: pages from the internet have no business with a service
 * that is not on the internet.
 */
public final class CorsFilter implements Filter {

    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
    private static final String REQUEST_HEADERS = "Accept, Authorization, Content-Type, X-Api-Key, Idempotency-Key, "
            + "Stockroom-Position, If-Match, If-None-Match, Prefer, X-Request-Id, X-Requested-With, X-CSRFToken, traceparent";
    /** The fields that tracing, XSRF tokens of Angular and axios, and fetch with {@code no-cache} add. */
    private static final String FURTHER_HEADERS =
            "tracestate, baggage, sentry-trace, X-XSRF-TOKEN, Cache-Control, Pragma";

    /** Far above what a page asks for; the header of a response has its limit too. */
    private static final int MAX_ECHOED = 4_096;

    private static final Set<String> LISTED = Arrays.stream(REQUEST_HEADERS.split(", "))
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private static final String EXPOSED_HEADERS = "Link, ETag, Location, X-Total-Count, Preference-Applied, "
            + "Idempotency-Replayed, Retry-After, RateLimit, RateLimit-Policy, Stockroom-Truncated, Stockroom-Position, "
            + "X-Request-Id, "
            + "Content-Disposition, WWW-Authenticate, Deprecation, Sunset";
    private static final String MAX_AGE_SECONDS = "3600";

    private static final String ANY = "*";
    private static final String ANY_PORT = ":*";

    private final Set<String> origins;
    private final List<String> onAnyPort;

    public CorsFilter(RestSettings settings) {
        origins = Set.copyOf(settings.corsOrigins());
        onAnyPort = origins.stream()
                .filter(origin -> origin.endsWith(ANY_PORT))
                .map(origin -> origin.substring(0, origin.length() - ANY_PORT.length()))
                .toList();
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        String origin = request.getHeader("Origin");
        if (!origins.contains(ANY)) {
            // Without CORS, as images and scripts are loaded, it is no other origin's either.
            response.setHeader(CommonHeaders.RESOURCE_POLICY, "same-origin");
        }
        if (origin == null || !isAllowed(origin)) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Access-Control-Allow-Origin", origins.contains(ANY) ? ANY : origin);
        response.setHeader("Access-Control-Expose-Headers", EXPOSED_HEADERS);
        if (isPreflight(request)) {
            response.setHeader("Access-Control-Allow-Methods", METHODS);
            response.setHeader("Access-Control-Allow-Headers", allowedHeaders(request));
            response.setHeader("Access-Control-Max-Age", MAX_AGE_SECONDS);
            // Answered for any path: otherwise the page would see a blocked call where a plain 404 is the truth.
            response.setStatus(HttpServletResponse.SC_OK);
            return;
        }
        chain.doFilter(request, response);
    }

    /** Any header may be sent while any page may call: there are no cookies that it could misuse. */
    private String allowedHeaders(HttpServletRequest request) {
        if (!origins.contains(ANY)) {
            return REQUEST_HEADERS + ", " + FURTHER_HEADERS;
        }
        var allowed = new StringBuilder(REQUEST_HEADERS);
        Set<String> named = new HashSet<>(LISTED);
        for (String name : String.join(",", Collections.list(request.getHeaders("Access-Control-Request-Headers")))
                .split(",")) {
            String wanted = name.strip();
            boolean fits = allowed.length() + wanted.length() <= MAX_ECHOED;
            if (fits && isToken(wanted) && named.add(wanted.toLowerCase(Locale.ROOT))) {
                allowed.append(", ").append(wanted);
            }
        }
        return allowed.toString();
    }

    /**
     * Returns true for the name of a header field (RFC 9110, 5.6.2); the asterisk alone would mean any, and is none.
     */
    private static boolean isToken(String name) {
        if (name.isEmpty() || name.equals(ANY)) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letterOrDigit = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letterOrDigit && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isAllowed(String origin) {
        return origins.contains(ANY) || origins.contains(origin) || isAllowedOnAnyPort(origin);
    }

    private boolean isAllowedOnAnyPort(String origin) {
        for (String host : onAnyPort) {
            if (origin.startsWith(host) && isPortOrNothing(origin, host.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPortOrNothing(String origin, int at) {
        return at == origin.length()
                || origin.charAt(at) == ':'
                        && origin.length() > at + 1
                        && origin.chars().skip(at + 1L).allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null;
    }
}
