package io.github.stockroom.rest.request;

import io.github.stockroom.application.apikey.ApiKeyCaller;
import io.github.stockroom.domain.account.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Remembers the caller of each request once the caller is known. */
public final class Callers {

    private static final String ATTRIBUTE = Callers.class.getName();
    private static final String KEY = Callers.class.getName() + ".key";

    private Callers() {}

    /** Remembers the caller of a request. */
    public static void set(HttpServletRequest request, Caller caller) {
        request.setAttribute(ATTRIBUTE, caller);
    }

    /** Remembers that the caller of a request came with an API key, whose scopes limit it. */
    public static void setKey(HttpServletRequest request, ApiKeyCaller caller) {
        request.setAttribute(KEY, caller);
    }

    /** Returns what an API key lets the caller do; empty if the caller came without one. */
    public static Optional<ApiKeyCaller> keyOf(HttpServletRequest request) {
        return request.getAttribute(KEY) instanceof ApiKeyCaller caller ? Optional.of(caller) : Optional.empty();
    }

    /** @throws IllegalStateException when no access rule was asked about this request: then no handler may serve it */
    public static Caller of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Caller caller
                && RequestedOperation.of(request).operation().isPresent()) {
            return caller;
        }
        throw new IllegalStateException("the table of operations does not cover this operation");
    }
}
