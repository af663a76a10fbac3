package io.github.stockroom.rest.filter;

import io.github.stockroom.application.error.OutcomeUnknownException;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import io.github.stockroom.rest.body.BodyPendingException;
import io.github.stockroom.rest.exchange.ClientGoneException;
import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.problem.Problems;
import io.github.stockroom.rest.request.RequestIdentity;
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
import org.slf4j.event.Level;

/**
 * Answers every failure of filters and handlers with a problem document, and never with the server's own error page.
 */
public final class FailureFilter implements Filter {

    private static final Logger log = LoggerFactory.getLogger(FailureFilter.class);

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        try {
            chain.doFilter(request, response);
        } catch (BodyPendingException e) {
            throw e; // it will be here again
        } catch (ClientGoneException e) {
            log.debug("The client left before the response was complete", e);
            throw e;
        } catch (IOException | ServletException | RuntimeException e) {
            if (response.isCommitted()) {
                throw brokenOff(request, e);
            }
            ProblemWriter.write(request, response, problem(request, e));
        }
    }

    private static Problem problem(HttpServletRequest request, Exception failure) {
        if (failure instanceof TemporarilyUnavailableException e) {
            log.atLevel(e.reason() == Reason.ABANDONED ? Level.DEBUG : Level.WARN)
                    .log("Not served, {}: {}", e.reason(), e.getMessage());
        }
        if (failure instanceof OutcomeUnknownException) {
            log.warn("Outcome unknown: {}", failure.getMessage(), failure);
        }
        return Failures.problem(failure, request).orElseGet(() -> {
            log.error("Request {} failed", RequestIdentity.id(request), failure);
            return Problems.internalError();
        });
    }

    /** Half a response must not look like a whole one: thrown on, the result makes the server abort the connection. */
    private static BrokenOffException brokenOff(HttpServletRequest request, Exception failure) {
        String id = RequestIdentity.id(request);
        if (failure instanceof TemporarilyUnavailableException unavailable) {
            log.warn("Response {} broken off, {}: {}", id, unavailable.reason(), unavailable.getMessage());
        } else {
            log.error("Response {} broken off", id, failure);
        }
        return new BrokenOffException(failure);
    }
}
