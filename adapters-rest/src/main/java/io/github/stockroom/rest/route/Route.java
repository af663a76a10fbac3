package io.github.stockroom.rest.route;

import io.github.stockroom.operations.Operation;
import io.github.stockroom.rest.exchange.Exchange;
import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.problem.Problems;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An operation and its handler.
 *
 * <pre>{@code
 * new Route(Operations.LOG_IN, this::logIn).on(BadCredentialsException.class, e -> refused())
 * }</pre>
 *
 * @param handler runs when the caller has access and the request has the body, {@code Accept} and parameters that the
 *     operation takes
 */
public record Route(Operation operation, Consumer<Exchange> handler) {

    /** A route that answers 404 to every caller, as if the path were unknown. */
    public static Route disabled(Operation operation) {
        return new Route(operation, http -> {
            throw Problems.notFound().exception();
        });
    }

    /** This route with a problem of its own for a failure of the handler. */
    public <E extends RuntimeException> Route on(Class<E> failure, Function<E, Problem> problem) {
        return new Route(operation, http -> {
            try {
                handler.accept(http);
            } catch (RuntimeException e) {
                throw failure.isInstance(e) ? problem.apply(failure.cast(e)).exception() : e;
            }
        });
    }
}
