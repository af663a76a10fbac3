import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Teaches the JVM the service: starts the command in its arguments, uses it the way front ends do, and stops it. What
 * the JVM learnt meanwhile is what {@code -XX:AOTCacheOutput} in that command keeps.
 */
final class Training {

    private static final String BASE = "http://localhost:8000";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final int ROUNDS = 30;

    /**
     * Often enough for what these requests need to be compiled in full, which the JVM will then do at once where it
     * serves.
     */
    private static final int ROUNDS_UNDER_LOAD = 1_000;

    private static final int CLIENTS = 8;

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public static void main(String[] command) throws Exception {
        Path log = Path.of("service.log");
        Process service = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            awaitServing(service);
            boolean hasItems = isServed("/api/items/");
            for (int round = 0; round < ROUNDS; round++) {
                if (hasItems) {
                    useItems(round);
                }
                useAccounts(round);
                useTheRest();
            }
            if (hasItems) {
                useItemsAtOnce();
            }
        } catch (Exception e) {
            service.destroyForcibly().waitFor();
            Files.copy(log, System.out);
            throw e;
        }
        service.destroy();
        // The JVM writes the cache before it exits.
        if (!service.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            service.destroyForcibly();
            throw new IllegalStateException("the service did not stop");
        }
    }

    private static void awaitServing(Process service) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isServing()) {
            if (!service.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("the service did not start");
            }
            Thread.sleep(100);
        }
    }

    private static boolean isServing() throws InterruptedException {
        try {
            return send("GET", "/ht", null).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns false for records that {@code ./remove-resource} took out. */
    private static boolean isServed(String path) throws Exception {
        return send("GET", path, null).statusCode() != 404;
    }

    /**
     * The paths that must be fast from the first request on: any other answer than the expected one fails the build.
     */
    private static void useItems(int round) throws Exception {
        String body = "{\"product\":\"Apple %d\",\"price\":%d}".formatted(round, round);
        String changed = "{\"product\":\"Apple %d\",\"price\":\"%d\"}".formatted(round, round + 1);
        HttpResponse<String> created = expect(201, "POST", "/api/items/", body);
        String item = URI.create(created.headers().firstValue("Location").orElseThrow()).getPath();
        String tag = created.headers().firstValue("ETag").orElseThrow();
        expect(200, "GET", item, null);
        expect(200, "HEAD", item, null);
        expect(304, "GET", item, null, "If-None-Match", tag);
        expect(200, "PUT", item, changed, "If-Match", tag);
        expect(412, "PUT", item, body, "If-Match", tag);
        expect(200, "PATCH", item, "{\"price\":\"7\"}");
        expect(200, "GET", "/api/items/", null);
        expect(200, "GET", "/api/items/", null, "Accept-Encoding", "gzip");
        expect(200, "GET", "/api/items/?limit=20&sort=-price,product&fields=id,product", null);
        expect(200, "GET", "/api/items/?q=apple&price__gte=1&id__in=1,2,3&limit=5", null, "Prefer", "count=exact");
        follow(expect(200, "GET", "/api/items/?limit=3", null));
        expect(400, "GET", "/api/items/?colour=red", null);
        expect(400, "POST", "/api/items/", "{\"product\":\" \",\"price\":-1}");
        expect(404, "GET", "/api/items/999999999", null);
        if (round % 2 == 0) {
            expect(204, "DELETE", item, null);
        }
    }

    private static void useItemsAtOnce() throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<Void>> rounds = new ArrayList<>();
            for (int i = 0; i < ROUNDS_UNDER_LOAD; i++) {
                int round = ROUNDS + i;
                rounds.add(clients.submit(() -> {
                    useItems(round);
                    return null;
                }));
            }
            for (Future<Void> round : rounds) {
                round.get();
            }
        }
    }

    private static void follow(HttpResponse<String> page) throws Exception {
        for (String link : page.headers().firstValue("Link").orElse("").split(", ")) {
            if (link.endsWith("rel=\"next\"")) {
                URI next = URI.create(link.substring(1, link.indexOf('>')));
                expect(200, "GET", next.getRawPath() + "?" + next.getRawQuery(), null);
            }
        }
    }

    private static void useAccounts(int round) throws Exception {
        String password = System.getenv("STOCKROOM_ADMIN_PASSWORD");
        String credentials = "{\"username\":\"admin\",\"password\":\"%s\"}".formatted(password);
        String tokens = expect(200, "POST", "/api/token", credentials).body();
        String renewed = expect(200, "POST", "/api/token/refresh", "{\"refresh\":\"" + member(tokens, "refresh") + "\"}")
                .body();
        String bearer = "Bearer " + member(renewed, "access");
        String movie = "{\"title\":\"Title %d\",\"description\":null,\"year\":\"1999\"}".formatted(round);
        if (isServed("/api/v1/movie")) {
            expect(201, "POST", "/api/v1/movie", movie, "Authorization", bearer);
            expect(401, "POST", "/api/v1/movie", movie);
        }
        expect(401, "GET", "/api/v1/users/auth/user", null, "Authorization", bearer + "x");
        expect(200, "GET", "/api/v1/users/auth/user", null, "Authorization", bearer);
        expect(200, "GET", "/users/read_all", null, "Authorization", bearer);
    }

    private static String member(String json, String name) {
        return json.replaceAll(".*\"" + name + "\":\"([^\"]*)\".*", "$1");
    }

    /** Accepts any response that is not a failure of the service, because access rights are settings. */
    private static void useTheRest() throws Exception {
        for (List<String> request : List.of(
                List.of("GET", "/api/v1/movie?limit=10&sort=-year"),
                List.of("OPTIONS", "/api/items/"),
                List.of("GET", "/healthz"),
                List.of("GET", "/ht"),
                List.of("GET", "/"),
                List.of("GET", "/no-such-path"),
                List.of("GET", "/actuator/health/readiness"),
                List.of("GET", "/actuator/info"),
                List.of("GET", "/actuator/prometheus"))) {
            HttpResponse<String> reply =
                    send(request.get(0), request.get(1), request.size() > 2 ? request.get(2) : null);
            if (reply.statusCode() >= 500) {
                throw new IllegalStateException(request + ": " + reply.statusCode() + " " + reply.body());
            }
        }
    }

    private static HttpResponse<String> expect(int status, String method, String target, String body, String... headers)
            throws Exception {
        HttpResponse<String> reply = send(method, target, body, headers);
        if (reply.statusCode() != status) {
            throw new IllegalStateException(
                    method + " " + target + ": " + reply.statusCode() + " instead of " + status + "; " + reply.body());
        }
        return reply;
    }

    private static HttpResponse<String> send(String method, String target, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(BASE + target))
                .timeout(Duration.ofSeconds(30))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
