package io.github.stockroom.operations;

import static io.github.stockroom.domain.access.Action.READ;
import static io.github.stockroom.domain.access.Action.WRITE;
import static io.github.stockroom.domain.access.Resource.ACCOUNTS;
import static io.github.stockroom.domain.access.Resource.CARS;
import static io.github.stockroom.domain.access.Resource.ITEMS;
import static io.github.stockroom.domain.access.Resource.MOVIES;
import static io.github.stockroom.domain.access.Resource.PROFILE;
import static io.github.stockroom.domain.access.Resource.SERVICE;
import static io.github.stockroom.domain.access.Resource.SIGN_UP;
import static io.github.stockroom.domain.access.Resource.TOKENS;

import io.github.stockroom.domain.access.Action;
import io.github.stockroom.domain.access.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The operations of the service over HTTP. The service looks requests up here before it asks {@link
 * io.github.stockroom.domain.access.AccessPolicy}, and so does a gateway in front of it: one table, so that the two cannot disagree.
 */
public final class Operations {

    /** Every operation that the service offers, but HEAD, which goes with GET, and OPTIONS, which is open to all. */
    public static final List<Operation> ALL = Stream.of(
                    records("/api/items", "/api/items/{id}", ITEMS),
                    records("/cars", "/cars/{id}", CARS),
                    records("/api/v1/movie", "/api/v1/movie/{id}", MOVIES),
                    record("/api/v1/movie{uuid}", MOVIES),
                    List.of(
                            operation("POST", "/api/token", TOKENS, WRITE),
                            operation("POST", "/api/token/refresh", TOKENS, WRITE),
                            operation("POST", "/api/v1/users/auth/login", TOKENS, WRITE),
                            operation("POST", "/api/v1/users/auth/logout", TOKENS, WRITE),
                            operation("POST", "/auth/token", TOKENS, WRITE),
                            operation("GET", "/auth/check_token", PROFILE, READ),
                            operation("GET", "/api/v1/users/auth/user", PROFILE, READ),
                            operation("PUT", "/api/v1/users/auth/user", PROFILE, WRITE),
                            operation("PATCH", "/api/v1/users/auth/user", PROFILE, WRITE),
                            operation("GET", "/api/v1/users", ACCOUNTS, READ),
                            operation("GET", "/users/read_all", ACCOUNTS, READ),
                            operation("POST", "/users/create_user", SIGN_UP, WRITE),
                            operation("PUT", "/users/update", ACCOUNTS, WRITE),
                            operation("DELETE", "/users/delete/{user_name}", ACCOUNTS, WRITE),
                            operation("GET", "/.well-known/jwks.json", SERVICE, READ),
                            operation("GET", "/.well-known/openid-configuration", SERVICE, READ),
                            operation("GET", "/", SERVICE, READ),
                            operation("GET", "/api", SERVICE, READ),
                            operation("GET", "/healthz", SERVICE, READ),
                            operation("GET", "/ht", SERVICE, READ),
                            operation("GET", "/create-table", SERVICE, READ),
                            operation("GET", "/openapi.json", SERVICE, READ),
                            operation("GET", "/openapi.yaml", SERVICE, READ),
                            operation("GET", "/docs", SERVICE, READ),
                            operation("GET", "/docs/{file}", SERVICE, READ),
                            operation("GET", "/swagger", SERVICE, READ),
                            operation("GET", "/swagger.json", SERVICE, READ),
                            operation("GET", "/redoc", SERVICE, READ),
                            operation("GET", "/api/v1/docs", SERVICE, READ),
                            operation("GET", "/api/v1/api_schema", SERVICE, READ),
                            operation("GET", "/console", SERVICE, READ),
                            operation("GET", "/console/assets/{name}", SERVICE, READ)))
            .flatMap(List::stream)
            .toList();

    /**
     * The metrics, which are beside the API: no front end needs them, and the service alone can tell whether a client is in a network
     * that may read them unasked.
     */
    public static final Operation METRICS = operation("GET", "/actuator/prometheus", Resource.METRICS, READ);

    private Operations() {}

    /**
     * The operation that a request asks for; empty when no path and method of the service fit, so that nothing need be protected.
     *
     * @param method as in the request; HEAD is taken for GET
     * @param path as in the request, but decoded, so that no spelling of it slips through; with or without a slash at the end
     */
    public static Optional<Operation> find(String method, String path) {
        String offered = method.equals("HEAD") ? "GET" : method;
        String plain = Operation.withoutSlash(path);
        for (Operation operation : ALL) {
            if (operation.matches(offered, plain)) {
                return Optional.of(operation);
            }
        }
        return METRICS.matches(offered, plain) ? Optional.of(METRICS) : Optional.empty();
    }

    /** The six operations on a kind of record. */
    private static List<Operation> records(String collection, String path, Resource resource) {
        List<Operation> operations = new ArrayList<>();
        operations.add(operation("GET", collection, resource, READ));
        operations.add(operation("POST", collection, resource, WRITE));
        operations.addAll(record(path, resource));
        return operations;
    }

    /** The four of them that are about one record. */
    private static List<Operation> record(String path, Resource resource) {
        return List.of(
                operation("GET", path, resource, READ),
                operation("PUT", path, resource, WRITE),
                operation("PATCH", path, resource, WRITE),
                operation("DELETE", path, resource, WRITE));
    }

    private static Operation operation(String method, String path, Resource resource, Action action) {
        return new Operation(method, path, resource, action);
    }
}
