package io.github.stockroom.rest.request;

import io.github.stockroom.domain.access.Resource;
import io.github.stockroom.operations.Operation;
import io.github.stockroom.operations.Operations;
import io.github.stockroom.rest.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.web.util.UriUtils;

/**
 * The operation that a request asks for.
 *
 * @param operation empty when the service offers no such path and method, which further in is answered 404 or 405
 * @param path decoded
 */
public record RequestedOperation(Optional<Operation> operation, String path) {

    private static final String ATTRIBUTE = RequestedOperation.class.getName();

    /** Returns the operation of a request, which is looked up once. */
    public static RequestedOperation of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof RequestedOperation known) {
            return known;
        }
        String path = decoded(request);
        RequestedOperation found = new RequestedOperation(Operations.find(request.getMethod(), path), path);
        request.setAttribute(ATTRIBUTE, found);
        return found;
    }

    /**
     * Returns the operation that the filters found for this request; empty also when it was refused before they looked.
     */
    public static Optional<Operation> operationOf(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof RequestedOperation known
                ? known.operation()
                : Optional.empty();
    }

    /** Returns what stands in the path of this request for the variable of its operation; empty when there is none. */
    public static String variableOf(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof RequestedOperation known
                ? known.operation()
                        .map(operation -> operation.variable(known.path()))
                        .orElse("")
                : "";
    }

    /** Returns true if the operation depends on its caller. */
    public boolean asksForCaller() {
        return operation.isPresent()
                && operation.get().resource() != Resource.TOKENS
                && operation.get().resource() != Resource.SERVICE;
    }

    /** Returns the path as access rules and handlers read it. */
    private static String decoded(HttpServletRequest request) {
        String path = request.getRequestURI();
        try {
            return path.indexOf('%') < 0 ? path : UriUtils.decode(path, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problems.badEncoding("The path").exception();
        }
    }
}
