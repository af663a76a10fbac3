package io.github.stockroom.rest.security;

import io.github.stockroom.domain.access.Resource;
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
import java.util.function.LongSupplier;

/** Lets one client address make so many requests a second, at this instance. Probes and unknown paths do not count. */
public final class RateLimitFilter implements Filter {

    private final RequestQuota quota;
    private final Proxies proxies;

    /**
     * @param quota 1 or more
     * @param nanoTime as {@link System#nanoTime}
     */
    public RateLimitFilter(int quota, Proxies proxies, LongSupplier nanoTime) {
        this.quota = new RequestQuota("default", quota, nanoTime);
        this.proxies = proxies;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        if (counts(http)) {
            quota.count(proxies.clientAddress(http), http, (HttpServletResponse) response);
        }
        chain.doFilter(request, response);
    }

    private static boolean counts(HttpServletRequest request) {
        return RequestedOperation.of(request)
                .operation()
                .filter(operation -> operation.resource() != Resource.SERVICE)
                .isPresent();
    }
}
