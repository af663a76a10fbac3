package io.github.stockroom.rest.route;

import io.github.stockroom.operations.OfferedMethods;
import io.github.stockroom.operations.Operation;
import io.github.stockroom.operations.Operations;
import io.github.stockroom.rest.exchange.Exchange;
import io.github.stockroom.rest.problem.Problems;
import io.github.stockroom.rest.request.RequestedOperation;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Routes each request to the handler of the operation that the filters found for it. A path of the API answers 405 to other methods,
 * and OPTIONS with 200 and {@code Allow}, {@code Accept-Post} and {@code Accept-Patch}. Other paths are left to Spring. Thread-safe.
 */
public final class Router implements RouterFunction<ServerResponse> {

    private final Map<Operation, HandlerFunction<ServerResponse>> handlers = new IdentityHashMap<>();
    private final BiFunction<HttpServletRequest, HttpServletResponse, Exchange> exchanges;

    /** @throws IllegalStateException unless each operation has exactly one route, and each route is for one of the operations */
    public Router(
            Collection<Operation> operations,
            Collection<Route> routes,
            BiFunction<HttpServletRequest, HttpServletResponse, Exchange> exchanges) {
        this.exchanges = exchanges;
        for (Route route : routes) {
            if (handlers.put(route.operation(), handler(route)) != null) {
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
    public Optional<HandlerFunction<ServerResponse>> route(ServerRequest request) {
        RequestedOperation wanted = RequestedOperation.of(request.servletRequest());
        Optional<Operation> operation = wanted.operation();
        return operation.isPresent()
                ? operation.map(handlers::get)
                : otherMethod(request.servletRequest().getMethod(), Operations.at(wanted.path()));
    }

    private static Optional<HandlerFunction<ServerResponse>> otherMethod(String method, List<Operation> offered) {
        if (offered.isEmpty()) {
            return Optional.empty();
        }
        String allow =
                OfferedMethods.allow(offered.stream().map(Operation::method).toList());
        if (!method.equals("OPTIONS")) {
            throw Problems.methodNotAllowed(allow).exception();
        }
        Map<String, String> headers = new TreeMap<>(Map.of("Allow", allow));
        for (Operation operation : offered) {
            if (operation.consumes().isEmpty()) {
                continue;
            }
            switch (operation.method()) {
                case "POST" -> headers.put("Accept-Post", String.join(", ", operation.consumes()));
                case "PATCH" -> headers.put("Accept-Patch", String.join(", ", operation.consumes()));
                default -> {}
            }
        }
        Written options = (request, response) -> headers.forEach(response::setHeader);
        return Optional.of(request -> options);
    }

    private HandlerFunction<ServerResponse> handler(Route route) {
        Written written = (request, response) -> {
            try (Exchange http = exchanges.apply(request, response)) {
                http.check(route.operation());
                route.handler().accept(http);
            }
        };
        return request -> written;
    }

    private static String name(Operation operation) {
        return operation.method() + " " + operation.path();
    }

    /** Hands the servlet's request and response over, which Spring keeps back until a response is written. */
    @FunctionalInterface
    private interface Written extends ServerResponse {

        void write(HttpServletRequest request, HttpServletResponse response);

        @Override
        default @Nullable ModelAndView writeTo(
                HttpServletRequest request, HttpServletResponse response, Context context) {
            write(request, response);
            return null;
        }

        @Override
        default HttpStatusCode statusCode() {
            return HttpStatus.OK;
        }

        @Override
        default HttpHeaders headers() {
            return HttpHeaders.EMPTY;
        }

        @Override
        default MultiValueMap<String, Cookie> cookies() {
            return new LinkedMultiValueMap<>();
        }
    }
}
