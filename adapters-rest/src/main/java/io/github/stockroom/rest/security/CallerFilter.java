package io.github.stockroom.rest.security;

import io.github.stockroom.application.session.InvalidTokenException;
import io.github.stockroom.application.session.InvalidTokenException.Reason;
import io.github.stockroom.application.session.Sessions;
import io.github.stockroom.domain.account.Caller;
import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.problem.Problems;
import io.github.stockroom.rest.request.BearerTokens;
import io.github.stockroom.rest.request.Callers;
import io.github.stockroom.rest.request.RequestedOperation;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/**
 * Finds out who sent a request, and remembers the caller for the rest of the chain: reads the token in the header, asks {@link
 * Sessions} whose it is, and refuses a bad one with 401. A request without a token is anonymous.
 */
public final class CallerFilter implements Filter {

    private final Sessions sessions;

    public CallerFilter(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        Callers.set(http, caller(http));
        chain.doFilter(request, response);
    }

    private Caller caller(HttpServletRequest request) {
        // Few requests that read have the header. Operations that hand out tokens ignore it: clients send their expired
        // token.
        if (request.getHeader(BearerTokens.HEADER) == null
                || !RequestedOperation.of(request).asksForCaller()) {
            return Caller.ANONYMOUS;
        }
        return BearerTokens.find(request).map(this::authenticate).orElse(Caller.ANONYMOUS);
    }

    private Caller authenticate(String token) {
        try {
            return sessions.authenticate(token);
        } catch (InvalidTokenException e) {
            throw problem(e.reason()).exception();
        }
    }

    private static Problem problem(Reason reason) {
        return Problems.tokenNotValid(
                reason == Reason.NO_ACTIVE_ACCOUNT
                        ? "User inactive or deleted."
                        : "Given token not valid for any token type");
    }
}
