package io.github.stockroom.rest.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs one event per request and one per response, at DEBUG, under the name {@value #LOGGER}. Header fields, query strings and
 * bodies are never logged: they may hold secrets.
 */
public final class ExchangeLogFilter implements Filter {

    public static final String LOGGER = "io.github.stockroom.http";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    private final Proxies proxies;

    public ExchangeLogFilter(Proxies proxies) {
        this.proxies = proxies;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        if (!LOG.isDebugEnabled()) {
            chain.doFilter(servletRequest, servletResponse);
            return;
        }
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        CountingResponse response = new CountingResponse((HttpServletResponse) servletResponse);
        long start = System.nanoTime();
        LOG.atDebug()
                .addKeyValue("event", "request")
                .addKeyValue("request_id", RequestIdentity.id(request))
                .addKeyValue("method", request.getMethod())
                .addKeyValue("path", RequestIdentity.path(request))
                .addKeyValue("client", proxies.clientAddress(request))
                .log("request");
        try {
            chain.doFilter(request, response);
        } finally {
            LOG.atDebug()
                    .addKeyValue("event", "response")
                    .addKeyValue("request_id", RequestIdentity.id(request))
                    .addKeyValue("method", request.getMethod())
                    .addKeyValue("path", RequestIdentity.path(request))
                    .addKeyValue("status", response.getStatus())
                    .addKeyValue("duration_ms", (System.nanoTime() - start) / 1_000 / 1_000.0)
                    .addKeyValue("bytes", response.bytes())
                    .log("response");
        }
    }
}
