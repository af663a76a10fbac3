package io.github.stockroom.rest.http;

import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.problem.ProblemException;
import io.github.stockroom.rest.problem.ProblemWriter;
import io.github.stockroom.rest.problem.Problems;
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
 * Names the request, sets the header fields that every response has, and sees to it that whatever is
 * thrown further in becomes a problem document and never the server's own error page.
 */
public final class ExchangeFilter implements Filter {

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeFilter.class);

    /** No operation reads a longer body. */
    private static final int MAX_UNREAD_BYTES = 16 << 20;

    private final StrictTransport strictTransport;

    public ExchangeFilter(StrictTransport strictTransport) {
        this.strictTransport = strictTransport;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        response.setHeader(RequestIdentity.HEADER, RequestIdentity.assign(request));
        CommonHeaders.FIELDS.forEach(response::setHeader);
        strictTransport.announce(request, response);
        announceClose(request, response);
        try {
            chain.doFilter(request, response);
        } catch (BodyPendingException e) {
            throw e; // it will be here again
        } catch (ClientGoneException e) {
            LOG.debug("The client left before the response was complete", e);
            throw e;
        } catch (IOException | ServletException | RuntimeException e) {
            if (response.isCommitted()) {
                throw brokenOff(request, e);
            }
            ProblemWriter.write(request, response, problem(request, e));
        }
    }

    private static Problem problem(HttpServletRequest request, Exception failure) {
        if (failure instanceof ProblemException refused) {
            return refused.problem();
        }
        if (failure instanceof TemporarilyUnavailableException unavailable) {
            // Of a filter that asks whose token it is; those of controllers have been answered further in.
            LOG.warn("Not served, {}: {}", unavailable.reason(), unavailable.getMessage());
            return Problems.temporarilyUnavailable(unavailable);
        }
        LOG.error("Request {} failed", RequestIdentity.id(request), failure);
        return Problems.internalError();
    }

    /** Half a response must not look like a whole one: thrown on, the result makes the server abort the connection. */
    private static BrokenOffException brokenOff(HttpServletRequest request, Exception failure) {
        String id = RequestIdentity.id(request);
        if (failure instanceof TemporarilyUnavailableException unavailable) {
            LOG.warn("Response {} broken off, {}: {}", id, unavailable.reason(), unavailable.getMessage());
        } else {
            LOG.error("Response {} broken off", id, failure);
        }
        return new BrokenOffException(failure);
    }

    /** Says that the connection will close when the body is longer than would be taken in behind the answer. */
    private static void announceClose(HttpServletRequest request, HttpServletResponse response) {
        if (request.getContentLengthLong() > MAX_UNREAD_BYTES) {
            response.setHeader("Connection", "close");
        }
    }
}
