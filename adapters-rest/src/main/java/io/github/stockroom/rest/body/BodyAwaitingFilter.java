package io.github.stockroom.rest.body;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/**
 * The outermost filter: gives the thread back while a request waits for its body. All checks that come before the body
 * are done by then; the request passes all filters anew when the body is there, and what they look up is still as it
 * is.
 */
public final class BodyAwaitingFilter implements Filter {

    /** It is the body's pace that is bounded, in front of the servlets. */
    private static final long NO_TIMEOUT = 0;

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        boolean again = request.getDispatcherType() == DispatcherType.ASYNC;
        try {
            chain.doFilter(again ? new Redispatched(request) : request, response);
        } catch (BodyPendingException e) {
            ReceivedBody body = ReceivedBody.of(request).orElseThrow(() -> e);
            AsyncContext context = request.startAsync();
            context.setTimeout(NO_TIMEOUT);
            body.await(context::dispatch);
        }
    }

    /** Returns whether this request has passed the filters once, up to the point where its body was missing. */
    public static boolean isRedispatched(HttpServletRequest request) {
        return request instanceof Redispatched;
    }

    /** Looks like a request that comes for the first time: filters of Spring pass over others. */
    private static final class Redispatched extends HttpServletRequestWrapper {

        Redispatched(HttpServletRequest request) {
            super(request);
        }

        @Override
        public DispatcherType getDispatcherType() {
            return DispatcherType.REQUEST;
        }
    }
}
