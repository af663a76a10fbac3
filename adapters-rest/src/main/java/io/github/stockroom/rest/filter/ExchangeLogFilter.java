package io.github.stockroom.rest.filter;

import io.github.stockroom.rest.body.BodyAwaitingFilter;
import io.github.stockroom.rest.body.BodyPendingException;
import io.github.stockroom.rest.body.ResponseBody;
import io.github.stockroom.rest.request.Proxies;
import io.github.stockroom.rest.request.RequestIdentity;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import net.logstash.logback.argument.StructuredArgument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;

/**
 * Logs one event per request and one per response, at DEBUG, under the name {@value #LOGGER}. Header fields, query
 * strings and bodies are never logged: they may hold secrets. What an event tells is handed over as it is, so that the
 * log's own thread writes it and nothing has to look up how.
 */
public final class ExchangeLogFilter implements Filter {

    public static final String LOGGER = "io.github.stockroom.http";

    private static final Logger log = LoggerFactory.getLogger(LOGGER);

    /** The attribute that says when a request that waits for its body was received. */
    private static final String START = ExchangeLogFilter.class.getName() + ".start";

    private final Proxies proxies;

    public ExchangeLogFilter(Proxies proxies) {
        this.proxies = proxies;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        if (!log.isDebugEnabled()) {
            chain.doFilter(servletRequest, servletResponse);
            return;
        }
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        CountingResponse response = new CountingResponse((HttpServletResponse) servletResponse);
        String id = RequestIdentity.id(request);
        String path = RequestIdentity.path(request);
        long start = System.nanoTime();
        if (BodyAwaitingFilter.isRedispatched(request) && request.getAttribute(START) instanceof Long first) {
            start = first;
        } else {
            log.debug("request", new Received(id, request.getMethod(), path, proxies.clientAddress(request)));
        }
        boolean awaitsBody = false;
        try {
            chain.doFilter(request, response);
        } catch (BodyPendingException e) {
            awaitsBody = true;
            request.setAttribute(START, start);
            throw e;
        } finally {
            if (!awaitsBody) {
                long bytes = response.bytes() + ResponseBody.lengthFor(request);
                long micros = (System.nanoTime() - start) / 1_000;
                log.debug("response", new Answered(id, request.getMethod(), path, response.getStatus(), micros, bytes));
            }
        }
    }

    private record Received(String id, String method, String path, String client) implements StructuredArgument {

        @Override
        public void writeTo(JsonGenerator json) {
            json.writeStringProperty("event", "request");
            json.writeStringProperty("request_id", id);
            json.writeStringProperty("method", method);
            json.writeStringProperty("path", path);
            json.writeStringProperty("client", client);
        }
    }

    private record Answered(String id, String method, String path, int status, long micros, long bytes)
            implements StructuredArgument {

        @Override
        public void writeTo(JsonGenerator json) {
            json.writeStringProperty("event", "response");
            json.writeStringProperty("request_id", id);
            json.writeStringProperty("method", method);
            json.writeStringProperty("path", path);
            json.writeNumberProperty("status", status);
            json.writeNumberProperty("duration_ms", micros / 1_000.0);
            json.writeNumberProperty("bytes", bytes);
        }
    }
}
