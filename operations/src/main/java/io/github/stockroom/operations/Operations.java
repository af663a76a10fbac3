package io.github.stockroom.operations;

import static io.github.stockroom.domain.access.Action.READ;
import static io.github.stockroom.domain.access.Action.WRITE;
import static io.github.stockroom.domain.access.Resource.ACCOUNTS;
import static io.github.stockroom.domain.access.Resource.PROFILE;
import static io.github.stockroom.domain.access.Resource.SERVICE;
import static io.github.stockroom.domain.access.Resource.TOKENS;
import static io.github.stockroom.operations.MediaTypes.CSV;
import static io.github.stockroom.operations.MediaTypes.FORM;
import static io.github.stockroom.operations.MediaTypes.HTML;
import static io.github.stockroom.operations.MediaTypes.JSON;
import static io.github.stockroom.operations.MediaTypes.MERGE_PATCH;
import static io.github.stockroom.operations.MediaTypes.NDJSON;
import static io.github.stockroom.operations.MediaTypes.YAML;
import static io.github.stockroom.operations.QueryPolicy.IGNORED;
import static io.github.stockroom.operations.QueryPolicy.REFUSED;

import io.github.stockroom.domain.access.Action;
import io.github.stockroom.domain.access.Resource;
import io.github.stockroom.operations.RecordOperations.SingleRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The operations of the service over HTTP. Each is declared here once. Handlers, access rules, {@code Allow},
 * {@code Accept-Post}, {@code Accept-Patch}, the OpenAPI document and the routes of a gateway in front of the service
 * follow from this table.
 */
public final class Operations {

    /** Filled by the declarations below, in their order. */
    private static final List<Operation> DECLARED = new ArrayList<>();

    private static final List<String> NOTHING = List.of();

    public static final RecordOperations ITEMS = records("/api/items", Resource.ITEMS);
    public static final RecordOperations CARS = records("/cars", Resource.CARS);
    public static final RecordOperations MOVIES = records("/api/v1/movie", Resource.MOVIES);

    /** The React front end puts the id right behind the path of the collection. */
    public static final SingleRecord GLUED_MOVIE = record("/api/v1/movie{uuid}", Resource.MOVIES);

    public static final Operation OPEN_SESSION =
            declare("POST", "/api/token", TOKENS, WRITE, List.of(JSON, FORM), List.of(JSON), REFUSED);
    public static final Operation REFRESH_SESSION =
            declare("POST", "/api/token/refresh", TOKENS, WRITE, List.of(JSON, FORM), List.of(JSON), REFUSED);
    public static final Operation LOG_IN =
            declare("POST", "/api/v1/users/auth/login", TOKENS, WRITE, List.of(JSON, FORM), List.of(JSON), REFUSED);
    public static final Operation LOG_OUT =
            declare("POST", "/api/v1/users/auth/logout", TOKENS, WRITE, NOTHING, NOTHING, IGNORED);
    public static final Operation GRANT_TOKEN =
            declare("POST", "/auth/token", TOKENS, WRITE, List.of(FORM, JSON), List.of(JSON), REFUSED);
    public static final Operation REDEEM_RESET =
            declare("POST", "/auth/reset", TOKENS, WRITE, List.of(JSON, FORM), List.of(JSON), REFUSED);
    public static final Operation CHECK_TOKEN =
            declare("GET", "/auth/check_token", PROFILE, READ, NOTHING, List.of(JSON), REFUSED);

    public static final Operation READ_PROFILE = read("/api/v1/users/auth/user", PROFILE);
    public static final Operation REPLACE_PROFILE = replace("/api/v1/users/auth/user", PROFILE);
    public static final Operation PATCH_PROFILE = patch("/api/v1/users/auth/user", PROFILE);

    public static final Operation CHANGE_PASSWORD = declare(
            "POST", "/api/v1/users/auth/password/change", PROFILE, WRITE, List.of(JSON, FORM), List.of(JSON), REFUSED);

    public static final Operation LIST_ACCOUNTS =
            declare("GET", "/api/v1/users", ACCOUNTS, READ, NOTHING, List.of(JSON), REFUSED);
    public static final Operation LIST_USERS =
            declare("GET", "/users/read_all", ACCOUNTS, READ, NOTHING, List.of(JSON), REFUSED);
    public static final Operation CREATE_USER =
            declare("POST", "/users/create_user", Resource.SIGN_UP, WRITE, List.of(JSON), List.of(JSON), REFUSED);
    public static final Operation CHANGE_ROLE =
            declare("PUT", "/users/update", ACCOUNTS, WRITE, List.of(JSON), NOTHING, REFUSED);
    public static final Operation PATCH_USER =
            declare("PATCH", "/users/{user_name}", ACCOUNTS, WRITE, List.of(JSON, MERGE_PATCH), List.of(JSON), REFUSED);
    public static final Operation MAKE_RESET =
            declare("POST", "/users/{user_name}/reset", ACCOUNTS, WRITE, NOTHING, List.of(JSON), REFUSED);
    public static final Operation DELETE_USER = delete("/users/delete/{user_name}", ACCOUNTS);

    public static final Operation CREATE_API_KEY =
            declare("POST", "/api-keys", Resource.API_KEYS, WRITE, List.of(JSON), List.of(JSON), REFUSED);
    public static final Operation LIST_API_KEYS =
            declare("GET", "/api-keys", Resource.API_KEYS, READ, NOTHING, List.of(JSON), REFUSED);
    public static final Operation REVOKE_API_KEY = delete("/api-keys/{id}", Resource.API_KEYS);

    public static final Operation KEYS = service("/.well-known/jwks.json", IGNORED, JSON);
    public static final Operation OPENID_CONFIGURATION = service("/.well-known/openid-configuration", IGNORED, JSON);
    public static final Operation ROOT = service("/", IGNORED);
    public static final Operation API = service("/api", IGNORED);
    public static final Operation LIVENESS = service("/healthz", IGNORED);
    public static final Operation READINESS = service("/ht", IGNORED);
    public static final Operation CREATE_TABLE = service("/create-table", IGNORED);
    public static final Operation OPENAPI_JSON = service("/openapi.json", REFUSED, JSON);
    public static final Operation OPENAPI_YAML = service("/openapi.yaml", REFUSED, YAML);
    public static final Operation DOCS = service("/docs", REFUSED, HTML);
    public static final Operation DOCS_FILE = service("/docs/{file}", REFUSED);
    public static final Operation SWAGGER = service("/swagger", IGNORED);
    public static final Operation SWAGGER_JSON = service("/swagger.json", IGNORED);
    public static final Operation REDOC = service("/redoc", IGNORED);
    public static final Operation EARLIER_DOCS = service("/api/v1/docs", IGNORED);
    public static final Operation EARLIER_SCHEMA = service("/api/v1/api_schema", IGNORED);
    public static final Operation CONSOLE = service("/console", REFUSED, HTML);
    public static final Operation CONSOLE_ASSET = service("/console/assets/{name}", REFUSED);

    /** Every operation that the service offers, but HEAD, which goes with GET, and OPTIONS, which is open to all. */
    public static final List<Operation> ALL = List.copyOf(DECLARED);

    /** The names of the collections of records right below {@code /api}, which that address links to. */
    public static final List<String> BELOW_API = ALL.stream()
            .filter(operation ->
                    operation.resource().isRecords() && operation.method().equals("GET"))
            .map(Operation::path)
            .filter(path -> path.matches("/api/[^/]+"))
            .map(path -> path.substring("/api/".length()))
            .toList();

    /**
     * The metrics, which are beside the API: no front end needs them, and the service alone can tell whether a client
     * is in a network that may read them unasked.
     */
    public static final Operation METRICS =
            new Operation("GET", "/actuator/prometheus", Resource.METRICS, READ, NOTHING, NOTHING, IGNORED);

    private Operations() {}

    /**
     * The operation that a request asks for; empty when no path and method of the service fit, so that nothing need be
     * protected.
     *
     * @param method as in the request; HEAD is taken for GET
     * @param path as in the request, but decoded, so that no spelling of it slips through; with or without a slash at
     *     the end
     */
    public static Optional<Operation> find(String method, String path) {
        String offered = method.equals("HEAD") ? "GET" : method;
        String plain = Operation.withoutSlash(path);
        for (Operation operation : ALL) {
            if (operation.method().equals(offered) && operation.isAt(plain)) {
                return Optional.of(operation);
            }
        }
        return METRICS.method().equals(offered) && METRICS.isAt(plain) ? Optional.of(METRICS) : Optional.empty();
    }

    /**
     * The operations of all methods at a path of the API; none if there is no such path.
     *
     * @param path as for {@link #find}
     */
    public static List<Operation> at(String path) {
        String plain = Operation.withoutSlash(path);
        return ALL.stream().filter(operation -> operation.isAt(plain)).toList();
    }

    private static RecordOperations records(String path, Resource resource) {
        return new RecordOperations(
                declare("GET", path, resource, READ, NOTHING, List.of(JSON, CSV, NDJSON), QueryPolicy.READ),
                declare("POST", path, resource, WRITE, List.of(JSON, CSV, NDJSON), List.of(JSON), QueryPolicy.READ),
                record(path + "/{id}", resource));
    }

    private static SingleRecord record(String path, Resource resource) {
        return new SingleRecord(
                read(path, resource), replace(path, resource), patch(path, resource), delete(path, resource));
    }

    private static Operation read(String path, Resource resource) {
        return declare("GET", path, resource, READ, NOTHING, List.of(JSON), QueryPolicy.READ);
    }

    private static Operation replace(String path, Resource resource) {
        return declare("PUT", path, resource, WRITE, List.of(JSON), List.of(JSON), REFUSED);
    }

    private static Operation patch(String path, Resource resource) {
        return declare("PATCH", path, resource, WRITE, List.of(JSON, MERGE_PATCH), List.of(JSON), REFUSED);
    }

    private static Operation delete(String path, Resource resource) {
        return declare("DELETE", path, resource, WRITE, NOTHING, NOTHING, REFUSED);
    }

    private static Operation service(String path, QueryPolicy query, String... produces) {
        return declare("GET", path, SERVICE, READ, NOTHING, List.of(produces), query);
    }

    private static Operation declare(
            String method,
            String path,
            Resource resource,
            Action action,
            List<String> consumes,
            List<String> produces,
            QueryPolicy query) {
        var operation = new Operation(method, path, resource, action, consumes, produces, query);
        DECLARED.add(operation);
        return operation;
    }
}
