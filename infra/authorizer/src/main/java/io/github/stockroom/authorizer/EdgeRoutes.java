package io.github.stockroom.authorizer;

import io.github.stockroom.domain.access.AccessTable;
import io.github.stockroom.domain.access.AccessTable.Entry;
import io.github.stockroom.domain.access.Resource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The routes of the gateway: one for each entry of {@link AccessTable} that may need a token, by its route key. Everything else
 * goes through to the service unasked. The gateway knows variables for whole segments only, so that a movie whose id is glued
 * on has a route that other addresses fit too; the service answers those 404.
 */
public final class EdgeRoutes {

    private static final Map<String, Entry> ROUTES = routes();

    private EdgeRoutes() {}

    /** In the order of the table; the key is as in {@code PUT /api/items/{id}}. */
    public static Map<String, Entry> all() {
        return ROUTES;
    }

    /** What a route is about; empty for one that is not among {@link #all()}. */
    static Optional<Entry> find(String routeKey) {
        return Optional.ofNullable(ROUTES.get(routeKey));
    }

    private static Map<String, Entry> routes() {
        Map<String, Entry> routes = new LinkedHashMap<>();
        for (Entry entry : AccessTable.ENTRIES) {
            if (entry.resource() != Resource.TOKENS && entry.resource() != Resource.SERVICE) {
                routes.put(entry.method() + " " + template(entry.path()), entry);
            }
        }
        return Collections.unmodifiableMap(routes);
    }

    /** {@code /api/v1/movie{uuid}} as {@code /api/v1/{movie}}. */
    private static String template(String path) {
        return path.replaceAll("/([a-z_]+)\\{[a-z_]+}$", "/{$1}");
    }
}
