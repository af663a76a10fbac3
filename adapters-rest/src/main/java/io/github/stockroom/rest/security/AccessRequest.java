package io.github.stockroom.rest.security;

import io.github.stockroom.domain.access.Resource;
import io.github.stockroom.operations.Operation;
import io.github.stockroom.operations.Operations;
import io.github.stockroom.rest.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.web.util.UriUtils;

/**
 * What a request is about.
 *
 * @param operation empty when the service offers no such path and method, which further in is answered 404 or 405
 * @param path decoded
 */
public record AccessRequest(Optional<Operation> operation, String path) {

    private static final String ATTRIBUTE = AccessRequest.class.getName();

    /** Looked up once for each request. */
    static AccessRequest of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof AccessRequest known) {
            return known;
        }
        String path = decoded(request);
        AccessRequest found = new AccessRequest(Operations.find(request.getMethod(), path), path);
        request.setAttribute(ATTRIBUTE, found);
        return found;
    }

    /** What the filters found this request to be about; empty also when it was refused before they looked. */
    public static Optional<Operation> operationOf(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof AccessRequest known ? known.operation() : Optional.empty();
    }

    /** What stands in the path of this request for the variable of its operation; empty when there is none. */
    public static String variableOf(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof AccessRequest known
                ? known.operation()
                        .map(operation -> operation.variable(known.path()))
                        .orElse("")
                : "";
    }

    boolean asksForCaller() {
        return operation.isPresent()
                && operation.get().resource() != Resource.TOKENS
                && operation.get().resource() != Resource.SERVICE;
    }

    /** As Spring MVC will read it when it looks for a controller. */
    private static String decoded(HttpServletRequest request) {
        String path = request.getRequestURI();
        try {
            return path.indexOf('%') < 0 ? path : UriUtils.decode(path, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problems.badEncoding("The path").exception();
        }
    }
}
