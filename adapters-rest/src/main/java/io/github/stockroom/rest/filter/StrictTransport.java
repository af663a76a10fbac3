package io.github.stockroom.rest.filter;

import io.github.stockroom.rest.request.Proxies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells browsers that came by TLS to come back by TLS only: HTTP Strict Transport Security (RFC 6797). Thread-safe. */
public final class StrictTransport {

    public static final String HEADER = "Strict-Transport-Security";

    private final Proxies proxies;
    private final @Nullable String policy;

    /** @param maxAge how long browsers keep to it; zero: nothing is told */
    public StrictTransport(Proxies proxies, Duration maxAge) {
        this.proxies = proxies;
        policy = maxAge.isZero() ? null : "max-age=" + maxAge.toSeconds();
    }

    void announce(HttpServletRequest request, HttpServletResponse response) {
        if (policy != null && proxies.isSecure(request)) {
            response.setHeader(HEADER, policy);
        }
    }

    /**
     * The value for a request that no servlet has seen yet; null when there is to be none.
     *
     * @param secure true: the connection to this service is encrypted
     * @param peer the address that the connection comes from
     * @param lines the lines of a header field, by its name
     */
    public @Nullable String policy(boolean secure, String peer, Function<String, List<String>> lines) {
        return policy != null && proxies.isSecure(secure, peer, lines) ? policy : null;
    }
}
