package io.github.stockroom.bootstrap.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.authorizer.AuthorizerHandler;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP API of API Gateway as its documentation describes it, made of our templates: finds the route, asks the
 * authorizer where the route says so, keeps the answer for its identity sources, and forwards to the service. Not
 * thread-safe.
 */
public final class Gateway {

    private static final Reply UNAUTHORIZED = own(401, "Unauthorized");
    private static final Reply FORBIDDEN = own(403, "Forbidden");

    private final List<Route> routes;
    private final AuthorizerHandler authorizer;
    private final Http service;
    private final Map<List<String>, Boolean> answers = new HashMap<>();
    private int asked;

    private record Route(String key, String method, String[] path, boolean authorized) {

        boolean fits(String otherMethod, String[] otherPath) {
            if (key.equals("$default")) {
                return true;
            }
            if (!method.equals("ANY") && !method.equals(otherMethod)) {
                return false;
            }
            boolean greedy = path[path.length - 1].endsWith("+}");
            if (greedy ? otherPath.length < path.length : otherPath.length != path.length) {
                return false;
            }
            for (int i = 0; i < path.length; i++) {
                if (!path[i].startsWith("{") && !path[i].equals(otherPath[i])) {
                    return false;
                }
            }
            return true;
        }

        /** Full matches before greedy ones, {@code $default} last; literal segments before variables, left to right. */
        String rank() {
            if (key.equals("$default")) {
                return "3";
            }
            String segments = String.join(
                    "",
                    Arrays.stream(path)
                            .map(segment -> segment.startsWith("{") ? "1" : "0")
                            .toList());
            return (path[path.length - 1].endsWith("+}") ? "2" : "1") + segments;
        }
    }

    /** @param settings for the parameters of {@code routes.yaml}, as {@code ItemsWrite} */
    public Gateway(Map<String, String> settings, AuthorizerHandler authorizer, Http service) {
        this.routes = Stream.of("app/routes.yaml", "app/api.yaml")
                .flatMap(file -> Template.read(file).resources("AWS::ApiGatewayV2::Route").stream())
                .map(properties -> route(properties, settings))
                .sorted(Comparator.comparing(Route::rank))
                .toList();
        this.authorizer = authorizer;
        this.service = service;
    }

    /** Returns how often the authorizer was asked. */
    public int asked() {
        return asked;
    }

    /** The key of the route that a request takes. */
    public String routeKey(String method, String path) {
        return route(method, path).key();
    }

    public boolean asks(String method, String path) {
        return route(method, path).authorized();
    }

    /** @param authorization the header; null for none */
    public Reply send(String method, String path, @Nullable String authorization) {
        Route route = route(method, path);
        if (route.authorized()) {
            if (authorization == null || authorization.isEmpty()) {
                return UNAUTHORIZED; // an identity source is missing: the authorizer is not asked
            }
            List<String> identity = List.of(authorization, route.key());
            if (!answers.computeIfAbsent(identity, key -> ask(method, path, route.key(), authorization))) {
                return FORBIDDEN;
            }
        }
        return authorization == null
                ? service.send(method, path, null)
                : service.send(method, path, null, "Authorization: " + authorization);
    }

    private boolean ask(String method, String path, String routeKey, String authorization) {
        asked++;
        Map<String, Object> event = Map.of(
                "version",
                "2.0",
                "type",
                "REQUEST",
                "identitySource",
                List.of(authorization, routeKey),
                "routeKey",
                routeKey,
                "rawPath",
                path,
                "rawQueryString",
                "",
                "headers",
                Map.of("authorization", authorization),
                "requestContext",
                Map.of("routeKey", routeKey, "stage", "$default", "http", Map.of("method", method, "path", path)));
        return (Boolean) authorizer.handleRequest(event, null).get("isAuthorized");
    }

    private Route route(String method, String path) {
        String[] segments = path.split("/", -1);
        return routes.stream()
                .filter(route -> route.fits(method, segments))
                .findFirst()
                .orElseThrow();
    }

    private static Route route(Map<String, Object> properties, Map<String, String> settings) {
        String key = (String) properties.get("RouteKey");
        String[] parts = key.split(" ", 2);
        Object type = properties.get("AuthorizationType");
        if (type instanceof Map<?, ?> function) {
            List<?> branches = (List<?>) function.get("!If");
            String setting = ((String) branches.get(0)).replace("IsOpen", "");
            String requirement = settings.get(setting);
            assertThat(requirement)
                    .as("infra/cloudformation/app/root.yaml has no parameter %s to pass to routes.yaml", setting)
                    .isNotNull();
            type = branches.get(requirement.equals("anonymous") ? 1 : 2);
        }
        return new Route(key, parts[0], parts.length < 2 ? new String[0] : parts[1].split("/"), type.equals("CUSTOM"));
    }

    private static Reply own(int status, String message) {
        return new Reply(
                null,
                status,
                "",
                Map.of("content-type", List.of("application/json")),
                ("{\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8));
    }
}
