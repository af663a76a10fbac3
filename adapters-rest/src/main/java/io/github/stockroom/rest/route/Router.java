package io.github.stockroom.rest.route;

import io.github.stockroom.operations.OfferedMethods;
import io.github.stockroom.operations.Operation;
import io.github.stockroom.operations.Operations;
import io.github.stockroom.rest.exchange.Exchange;
import io.github.stockroom.rest.problem.Problems;
import io.github.stockroom.rest.request.RequestedOperation;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.web.servlet.NoHandlerFoundException;

/**
 * The last filter: routes each request to the handler of the operation that the filters found for it. A path of the API
 * answers 405 to other methods, and OPTIONS with 200 and {@code Allow}, {@code Accept-Post} and {@code Accept-Patch}.
 * Other paths are left to Spring's servlet, which has the actuator. Thread-safe.
 */
public final class Router implements Filter {

    private final Map<Operation, Consumer<Exchange>> handlers = new IdentityHashMap<>();
    private final BiFunction<HttpServletRequest, HttpServletResponse, Exchange> exchanges;
    private final UnroutedHandler unrouted;

    /**
     * @param unrouted may answer a GET or HEAD of an address that does not exist
     * @throws IllegalStateException unless each operation has exactly one route, and each route is for one of the
     *     operations
     */
    public Router(
            Collection<Operation> operations,
            Collection<Route> routes,
            BiFunction<HttpServletRequest, HttpServletResponse, Exchange> exchanges,
            UnroutedHandler unrouted) {
        this.exchanges = exchanges;
        this.unrouted = unrouted;
        for (Route route : routes) {
            if (handlers.put(route.operation(), route.handler()) != null) {
                throw new IllegalStateException("an operation has two handlers: " + name(route.operation()));
            }
        }
        String missing = operations.stream()
                .filter(operation -> !handlers.containsKey(operation))
                .map(Router::name)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new IllegalStateException("operations have no handler: " + missing);
        }
        if (handlers.size() > operations.size()) {
            throw new IllegalStateException("a handler is for an operation that is not in the table");
        }
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        RequestedOperation wanted = RequestedOperation.of(request);
        Operation operation = wanted.operation().orElse(null);
        Consumer<Exchange> handler = handlers.get(operation);
        if (operation != null && handler != null) {
            serve(operation, handler, request, response);
            return;
        }
        List<Operation> offered = Operations.at(wanted.path());
        if (operation != null || offered.isEmpty()) {
            passOn(request, response, chain); // the metrics are an operation that the actuator serves
        } else {
            otherMethod(request.getMethod(), offered, response);
        }
    }

    private void serve(
            Operation operation, Consumer<Exchange> handler, HttpServletRequest request, HttpServletResponse response)
            throws ServletException {
        try (Exchange http = exchanges.apply(request, response)) {
            http.check(operation);
            handler.accept(http);
        } catch (Error e) {
            throw new ServletException(e); // a failure like any other, which the filters answer
        }
    }

    private void passOn(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // Health, metrics and version are true for a moment and, by their access, for one caller; a cache would keep
        // them for as long as it likes.
        response.setHeader("Cache-Control", "no-store");
        try {
            chain.doFilter(request, response);
        } catch (NoHandlerFoundException e) {
            boolean isRead = List.of("GET", "HEAD").contains(request.getMethod());
            if (!isRead || !unrouted.handle(request, response)) {
                throw e;
            }
        }
    }

    private static void otherMethod(String method, List<Operation> offered, HttpServletResponse response) {
        String allow =
                OfferedMethods.allow(offered.stream().map(Operation::method).toList());
        if (!method.equals("OPTIONS")) {
            throw Problems.methodNotAllowed(allow).exception();
        }
        response.setHeader("Allow", allow);
        for (Operation operation : offered) {
            if (operation.consumes().isEmpty()) {
                continue;
            }
            switch (operation.method()) {
                case "POST" -> response.setHeader("Accept-Post", String.join(", ", operation.consumes()));
                case "PATCH" -> response.setHeader("Accept-Patch", String.join(", ", operation.consumes()));
                default -> {}
            }
        }
    }

    private static String name(Operation operation) {
        return operation.method() + " " + operation.path();
    }
}
