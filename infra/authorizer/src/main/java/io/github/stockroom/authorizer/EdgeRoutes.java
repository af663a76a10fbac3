package io.github.stockroom.authorizer;

import io.github.stockroom.domain.access.Resource;
import io.github.stockroom.operations.Operation;
import io.github.stockroom.operations.Operations;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The routes of the gateway: one for each operation of {@link Operations} that may need a token, by its route
 * key. Everything else
 * goes through to the service unasked. The gateway knows variables for whole segments only, so that a movie
 * whose id is glued
 * on has a route that other addresses fit too; the service answers those 404.
 */
public final class EdgeRoutes {

    private static final Map<String, Operation> ROUTES = routes();

    private EdgeRoutes() {}

    /** In the order of the table; the key is as in {@code PUT /api/items/{id}}. */
    public static Map<String, Operation> all() {
        return ROUTES;
    }

    /** Returns the operation of a route; empty for one that is not among {@link #all()}. */
    static Optional<Operation> find(String routeKey) {
        return Optional.ofNullable(ROUTES.get(routeKey));
    }

    private static Map<String, Operation> routes() {
        Map<String, Operation> routes = new LinkedHashMap<>();
        for (Operation operation : Operations.ALL) {
            if (operation.resource() != Resource.TOKENS && operation.resource() != Resource.SERVICE) {
                routes.put(operation.method() + " " + template(operation.path()), operation);
            }
        }
        return Collections.unmodifiableMap(routes);
    }

    /** {@code /api/v1/movie{uuid}} as {@code /api/v1/{movie}}. */
    private static String template(String path) {
        return path.replaceAll("/([a-z_]+)\\{[a-z_]+}$", "/{$1}");
    }
}
