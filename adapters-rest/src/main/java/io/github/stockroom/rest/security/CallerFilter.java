package io.github.stockroom.rest.security;

import io.github.stockroom.application.apikey.ApiKeyCaller;
import io.github.stockroom.application.session.ExternalCallers;
import io.github.stockroom.application.session.InvalidTokenException;
import io.github.stockroom.application.session.InvalidTokenException.Reason;
import io.github.stockroom.application.session.Sessions;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.Caller;
import io.github.stockroom.domain.apikey.ApiKeyText;
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
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BiConsumer;

/**
 * Finds out who sent a request, and remembers the caller for the rest of the chain: reads the token or API key in the
 * header, asks whose it is, and refuses a bad one with 401. A request without any is anonymous.
 */
public final class CallerFilter implements Filter {

    private final Sessions sessions;
    private final ExternalCallers external;
    private final ApiKeyCheck keys;
    private final BiConsumer<HttpServletRequest, Account> firstSights;

    /** @param firstSights is told of each account that was created for a request */
    public CallerFilter(
            Sessions sessions,
            ExternalCallers external,
            ApiKeyCheck keys,
            BiConsumer<HttpServletRequest, Account> firstSights) {
        this.sessions = sessions;
        this.external = external;
        this.keys = keys;
        this.firstSights = firstSights;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        Callers.set(http, caller(http, (HttpServletResponse) response));
        chain.doFilter(request, response);
    }

    private Caller caller(HttpServletRequest request, HttpServletResponse response) {
        // Few requests that read have one of the header fields. Operations that hand out tokens ignore them, because
        // clients send their expired token.
        if (!BearerTokens.hasCredentials(request)
                || !RequestedOperation.of(request).asksForCaller()) {
            return Caller.ANONYMOUS;
        }
        return BearerTokens.findTokenOrKey(request)
                .map(found -> authenticate(found, request, response))
                .orElse(Caller.ANONYMOUS);
    }

    private Caller authenticate(String found, HttpServletRequest request, HttpServletResponse response) {
        try {
            if (!ApiKeyText.isMeant(found)) {
                return external.isMeant(found) ? externalCaller(found, request) : sessions.authenticate(found);
            }
            ApiKeyCaller caller = keys.caller(found, request, response);
            Callers.setKey(request, caller);
            return caller.owner();
        } catch (InvalidTokenException e) {
            throw problem(e.reason()).exception();
        }
    }

    private Caller externalCaller(String token, HttpServletRequest request) {
        ExternalCallers.Authenticated authenticated = external.authenticate(token);
        authenticated.created().ifPresent(account -> firstSights.accept(request, account));
        return authenticated.caller();
    }

    private static Problem problem(Reason reason) {
        return Problems.tokenNotValid(
                switch (reason) {
                    case NOT_VALID -> "Given token not valid for any token type";
                    case NO_ACTIVE_ACCOUNT -> "User inactive or deleted.";
                    case NO_USERNAME -> "The token has no user name that a new account may have.";
                    case USERNAME_TAKEN -> "Another account has the user name of the token.";
                });
    }
}
