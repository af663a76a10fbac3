package io.github.stockroom.rest.request;

import io.github.stockroom.domain.account.Caller;
import jakarta.servlet.http.HttpServletRequest;

/** Who sent a request, once that was asked. */
public final class Callers {

    private static final String ATTRIBUTE = Callers.class.getName();

    private Callers() {}

    /** Remembers the caller of a request. */
    public static void set(HttpServletRequest request, Caller caller) {
        request.setAttribute(ATTRIBUTE, caller);
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
