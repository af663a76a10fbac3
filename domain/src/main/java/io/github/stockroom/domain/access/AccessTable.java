package io.github.stockroom.domain.access;

import static io.github.stockroom.domain.access.Action.READ;
import static io.github.stockroom.domain.access.Action.WRITE;
import static io.github.stockroom.domain.access.Resource.ACCOUNTS;
import static io.github.stockroom.domain.access.Resource.CARS;
import static io.github.stockroom.domain.access.Resource.ITEMS;
import static io.github.stockroom.domain.access.Resource.METRICS;
import static io.github.stockroom.domain.access.Resource.MOVIES;
import static io.github.stockroom.domain.access.Resource.PROFILE;
import static io.github.stockroom.domain.access.Resource.SERVICE;
import static io.github.stockroom.domain.access.Resource.SIGN_UP;
import static io.github.stockroom.domain.access.Resource.TOKENS;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What each address of the service is about. The service looks requests up here before it asks {@link AccessPolicy}, and so
 * does whatever stands in front of it: one table, so that they cannot disagree.
 */
public final class AccessTable {

    /** Every operation that the service offers, but HEAD, which goes with GET, and OPTIONS, which is open to all. */
    public static final List<Entry> ENTRIES = List.of(
            entry("GET", "/api/items", ITEMS, READ),
            entry("POST", "/api/items", ITEMS, WRITE),
            entry("GET", "/api/items/{id}", ITEMS, READ),
            entry("PUT", "/api/items/{id}", ITEMS, WRITE),
            entry("PATCH", "/api/items/{id}", ITEMS, WRITE),
            entry("DELETE", "/api/items/{id}", ITEMS, WRITE),
            entry("GET", "/cars", CARS, READ),
            entry("POST", "/cars", CARS, WRITE),
            entry("GET", "/cars/{id}", CARS, READ),
            entry("PUT", "/cars/{id}", CARS, WRITE),
            entry("PATCH", "/cars/{id}", CARS, WRITE),
            entry("DELETE", "/cars/{id}", CARS, WRITE),
            entry("GET", "/api/v1/movie", MOVIES, READ),
            entry("POST", "/api/v1/movie", MOVIES, WRITE),
            entry("GET", "/api/v1/movie/{id}", MOVIES, READ),
            entry("PUT", "/api/v1/movie/{id}", MOVIES, WRITE),
            entry("PATCH", "/api/v1/movie/{id}", MOVIES, WRITE),
            entry("DELETE", "/api/v1/movie/{id}", MOVIES, WRITE),
            entry("GET", "/api/v1/movie{uuid}", MOVIES, READ),
            entry("PUT", "/api/v1/movie{uuid}", MOVIES, WRITE),
            entry("PATCH", "/api/v1/movie{uuid}", MOVIES, WRITE),
            entry("DELETE", "/api/v1/movie{uuid}", MOVIES, WRITE),
            entry("POST", "/api/token", TOKENS, WRITE),
            entry("POST", "/api/token/refresh", TOKENS, WRITE),
            entry("POST", "/api/v1/users/auth/login", TOKENS, WRITE),
            entry("POST", "/api/v1/users/auth/logout", TOKENS, WRITE),
            entry("POST", "/auth/token", TOKENS, WRITE),
            entry("GET", "/auth/check_token", PROFILE, READ),
            entry("GET", "/api/v1/users/auth/user", PROFILE, READ),
            entry("PUT", "/api/v1/users/auth/user", PROFILE, WRITE),
            entry("PATCH", "/api/v1/users/auth/user", PROFILE, WRITE),
            entry("GET", "/api/v1/users", ACCOUNTS, READ),
            entry("GET", "/users/read_all", ACCOUNTS, READ),
            entry("POST", "/users/create_user", SIGN_UP, WRITE),
            entry("PUT", "/users/update", ACCOUNTS, WRITE),
            entry("DELETE", "/users/delete/{user_name}", ACCOUNTS, WRITE),
            entry("GET", "/.well-known/jwks.json", SERVICE, READ),
            entry("GET", "/.well-known/openid-configuration", SERVICE, READ),
            entry("GET", "/", SERVICE, READ),
            entry("GET", "/api", SERVICE, READ),
            entry("GET", "/healthz", SERVICE, READ),
            entry("GET", "/ht", SERVICE, READ),
            entry("GET", "/create-table", SERVICE, READ),
            entry("GET", "/openapi.json", SERVICE, READ),
            entry("GET", "/openapi.yaml", SERVICE, READ),
            entry("GET", "/docs", SERVICE, READ),
            entry("GET", "/docs/{file}", SERVICE, READ),
            entry("GET", "/swagger", SERVICE, READ),
            entry("GET", "/swagger.json", SERVICE, READ),
            entry("GET", "/redoc", SERVICE, READ),
            entry("GET", "/api/v1/docs", SERVICE, READ),
            entry("GET", "/api/v1/api_schema", SERVICE, READ),
            entry("GET", "/console", SERVICE, READ),
            entry("GET", "/console/assets/{name}", SERVICE, READ));

    /**
     * The metrics, which are beside the API: no front end needs them, and the service alone can tell whether a client is in a network
     * that may read them unasked.
     */
    public static final Entry METRICS_ENTRY = entry("GET", "/actuator/prometheus", METRICS, READ);

    private static final Pattern UUID = Pattern.compile("[0-9A-Fa-f-]{36}");

    private AccessTable() {}

    /**
     * One operation.
     *
     * @param path with {@code {id}} where one segment stands, and {@code {uuid}} where a UUID is glued on; without a slash at
     *     the end
     */
    public record Entry(String method, String path, Resource resource, Action action) {

        /**
         * What stands for the variable of this path.
         *
         * @param found a path that {@link #find} found this entry for
         * @return empty when this path has no variable
         */
        public String variable(String found) {
            int variable = path.indexOf('{');
            return variable < 0 ? "" : withoutSlash(found).substring(variable);
        }

        private boolean matches(String otherMethod, String otherPath) {
            return method.equals(otherMethod) && matches(otherPath);
        }

        private boolean matches(String otherPath) {
            int variable = path.indexOf('{');
            if (variable < 0) {
                return otherPath.equals(path);
            }
            if (!otherPath.regionMatches(0, path, 0, variable) || otherPath.length() == variable) {
                return false;
            }
            return path.endsWith("{uuid}")
                    ? UUID.matcher(otherPath.substring(variable)).matches()
                    : otherPath.indexOf('/', variable) < 0;
        }
    }

    /**
     * What a request is about; empty when no path and method of the service fit, so that nothing need be protected.
     *
     * @param method as in the request; HEAD is taken for GET
     * @param path as in the request, but decoded, so that no spelling of it slips through; with or without a slash at the end
     */
    public static Optional<Entry> find(String method, String path) {
        String offered = method.equals("HEAD") ? "GET" : method;
        String plain = withoutSlash(path);
        for (Entry entry : ENTRIES) {
            if (entry.matches(offered, plain)) {
                return Optional.of(entry);
            }
        }
        return METRICS_ENTRY.matches(offered, plain) ? Optional.of(METRICS_ENTRY) : Optional.empty();
    }

    private static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static Entry entry(String method, String path, Resource resource, Action action) {
        return new Entry(method, path, resource, action);
    }
}
