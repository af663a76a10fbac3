package io.github.stockroom.rest.security;

import io.github.stockroom.application.apikey.ApiKeyCaller;
import io.github.stockroom.domain.access.AccessPolicy;
import io.github.stockroom.domain.access.Resource;
import io.github.stockroom.domain.access.Scope;
import io.github.stockroom.domain.account.Caller;
import io.github.stockroom.operations.Operation;
import io.github.stockroom.rest.problem.ProblemException;
import io.github.stockroom.rest.problem.Problems;
import io.github.stockroom.rest.request.Callers;
import io.github.stockroom.rest.request.RequestedOperation;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** Lets a request through to the handlers if its caller may do what it asks for. */
public final class AccessFilter implements Filter {

    private final AccessPolicy policy;
    private final MetricsNetworks metricsNetworks;

    public AccessFilter(AccessPolicy policy, MetricsNetworks metricsNetworks) {
        this.policy = policy;
        this.metricsNetworks = metricsNetworks;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        RequestedOperation.of(http).operation().ifPresent(operation -> check(http, Callers.of(http), operation));
        chain.doFilter(request, response);
    }

    private void check(HttpServletRequest request, Caller caller, Operation operation) {
        if (operation.resource() == Resource.METRICS && metricsNetworks.has(request)) {
            return;
        }
        switch (policy.decide(caller, operation.resource(), operation.action())) {
            case ALLOWED -> Callers.keyOf(request).ifPresent(key -> requireScope(key, operation));
            case SIGN_IN -> throw Problems.notAuthenticated().exception();
            case FORBIDDEN -> throw forbidden(operation);
        }
    }

    /** Refuses an operation that the scopes of a key do not name, even if it is open to all callers. */
    private static void requireScope(ApiKeyCaller key, Operation operation) {
        var scope = new Scope(operation.resource(), operation.action());
        if (!key.scopes().contains(scope)) {
            throw Problems.insufficientScope(scope.code()).exception();
        }
    }

    /** The two earlier systems with accounts had words of their own, which their front ends show. */
    private static ProblemException forbidden(Operation operation) {
        String detail = operation.path().startsWith("/users/")
                ? "Authentication Failed"
                : "You do not have permission to perform this action.";
        return Problems.permissionDenied(detail).exception();
    }
}
