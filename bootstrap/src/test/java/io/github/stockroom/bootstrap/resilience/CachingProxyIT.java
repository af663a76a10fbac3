package io.github.stockroom.bootstrap.resilience;

import static io.github.stockroom.bootstrap.testing.Tokens.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.CachedReads;
import io.github.stockroom.bootstrap.testing.Eventually;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** nginx and Varnish as caches in front of an instance: as they come, and as docs/operating.md has them store. */
@Tag("resilience")
class CachingProxyIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String LONG_TEXT = "a long text ".repeat(400);

    private static Instance instance;
    private static String admin;
    private static List<Proxy> proxies;

    /**
     * A cache in front of the instance.
     *
     * @param stores whether it keeps records for a moment
     */
    private record Proxy(String name, Daemon daemon, boolean stores) {

        Reply send(String method, String target, String body, String... headers) {
            return CachingProxyIT.send(daemon.port(), method, target, body, headers);
        }

        Reply get(String target, String... headers) {
            return send("GET", target, "", headers);
        }

        CachedReads reads() {
            return new CachedReads((target, headers) -> origin("GET", target, "", headers), this::get);
        }

        /**
         * Asks until this is how it got the record: {@code HIT} without the service, {@code REVALIDATED} after a 304.
         */
        void await(String state, String target, String... headers) {
            Eventually.isTrue(
                    this + ": " + state,
                    SOON,
                    () -> get(target, headers).header("X-Cache").equals(state));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start() {
        assertThat(Daemon.missing()).as("not installed").isEmpty();
        instance = Instance.with(builder -> builder.with("STOCKROOM_ADMIN_PASSWORD", Tokens.ADMIN_PASSWORD)
                .with("STOCKROOM_ALLOWED_HOSTS", "*")
                .with("STOCKROOM_TRUSTED_PROXIES", "127.0.0.1")
                .with("STOCKROOM_ACCESS_CARS_READ", "user"));
        admin = bearer(Tokens.admin(instance.http()));
        String page = read(Path.of("..", "docs", "operating.md"));
        String service = "127.0.0.1:" + instance.port();
        proxies = List.of(
                new Proxy("nginx, storing", Daemon.nginx(nginx(page)), true),
                new Proxy("nginx", Daemon.nginx("""
                        proxy_cache_path CACHE keys_zone=c:1m;
                        server {
                            listen 127.0.0.1:PORT;
                            proxy_cache c;
                            location / {
                                proxy_pass http://%s;
                                proxy_set_header Host $http_host;
                            }
                        }
                        """.formatted(service)), false),
                new Proxy("Varnish, storing", Daemon.varnish(varnish(page), "-p", "http_gzip_support=off"), true),
                new Proxy("Varnish", Daemon.varnish("""
                                vcl 4.1;
                                backend default { .host = "127.0.0.1"; .port = "%d"; }
                                """.formatted(instance.port())), false));
    }

    @AfterAll
    static void stop() {
        proxies.forEach(proxy -> proxy.daemon.close());
        instance.close();
    }

    static List<Proxy> proxies() {
        return proxies;
    }

    @ParameterizedTest
    @MethodSource("proxies")
    void eachClientGetsWhatItCanReadWhicheverAskedBefore(Proxy proxy) {
        String movie = movie();
        for (String target : List.of(movie, movie + "?x=1", list(movie) + "&limit=1")) {
            proxy.reads().areRightInEveryOrder(target);
        }
    }

    @ParameterizedTest
    @MethodSource("proxies")
    void recordsAreRevalidatedInBothCodings(Proxy proxy) {
        String movie = movie();
        for (String coding : List.of("gzip", "identity")) {
            String accepts = "Accept-Encoding: " + coding;
            Reply first = proxy.get(movie, accepts);
            if (proxy.stores) {
                proxy.await("HIT", movie, accepts);
                proxy.await("REVALIDATED", movie, accepts);
                assertThat(proxy.get(movie, accepts).etag())
                        .isEqualTo(first.etag())
                        .doesNotStartWith("W/");
            }
            proxy.reads().areRight(movie, accepts);
        }
    }

    @ParameterizedTest
    @MethodSource("proxies")
    void changesAreMadeAndSeen(Proxy proxy) {
        String movie = movie();
        for (String coding : List.of("gzip", "identity")) {
            String accepts = "Accept-Encoding: " + coding;
            String tag = upToDate(proxy, movie, accepts).etag();
            String body = "{\"description\":\"" + coding + LONG_TEXT + "\"}";
            if (tag.startsWith("W/")) { // Varnish as it comes: the page says so
                assertThat(proxy.send("PATCH", movie, body, admin, "If-Match: " + tag)
                                .status())
                        .isEqualTo(412);
                tag = "*";
            }
            assertThat(proxy.send("PATCH", movie, body, admin, "If-Match: \"99\"")
                            .status())
                    .isEqualTo(412);
            assertThat(proxy.send("PATCH", movie, body, admin, "If-Match: " + tag)
                            .status())
                    .isEqualTo(200);
            assertThat(upToDate(proxy, movie, accepts).status()).isEqualTo(200);
            upToDate(proxy, list(movie), accepts);
        }
        assertThat(proxy.send("DELETE", movie, "", admin).status()).isEqualTo(204);
        assertThat(upToDate(proxy, movie).status()).isEqualTo(404);
    }

    /** Each of two equal POSTs makes a record, and what was missing before is found at once. */
    @ParameterizedTest
    @MethodSource("proxies")
    void refusalsAreNotKept(Proxy proxy) {
        String body = "{\"product\":\"Apple\",\"price\":1}";
        long last = Long.parseLong(proxy.send("POST", "/api/items", body).id());
        String next = "/api/items/" + (last + 1);
        assertThat(proxy.get(next).status()).isEqualTo(404);
        assertThat(proxy.send("POST", "/api/items", body).id()).isEqualTo(Long.toString(last + 1));
        assertThat(proxy.get(next).status()).isEqualTo(200);
        assertThat(proxy.get(next + "?x=1").status()).isEqualTo(400);
        assertThat(proxy.get(next + "?x=1", "Prefer: handling=lenient").status())
                .isEqualTo(200);
        assertThat(proxy.get(next + "?x=1").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @MethodSource("proxies")
    void whatOneCallerReadsReachesNoOther(Proxy proxy) {
        Http http = instance.http();
        String[] names = {Tokens.createUser(http, "user"), Tokens.createUser(http, "user")};
        String[] tokens = {bearer(Tokens.access(http, names[0])), bearer(Tokens.access(http, names[1]))};
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < names.length; i++) {
                Reply profile = proxy.get("/api/v1/users/auth/user", tokens[i], "If-None-Match: \"99\"");
                assertThat(profile.json().required("username").stringValue()).isEqualTo(names[i]);
                assertThat(proxy.get("/cars", tokens[i]).status()).isEqualTo(200);
                assertThat(proxy.get("/cars").status()).isEqualTo(401);
                assertThat(proxy.get("/users/read_all", admin).status()).isEqualTo(200);
                assertThat(proxy.get("/users/read_all", tokens[i]).status()).isEqualTo(403);
            }
        }
        assertThat(proxy.get("/api/items?limit=1").status()).isEqualTo(200);
        assertThat(proxy.get("/api/items?limit=1", bearer("forged")).status()).isEqualTo(401);
        assertThat(proxy.get("/api/items?limit=1", "X-Api-Key: stk_1_x").status())
                .isEqualTo(401);
        assertThat(proxy.get("/api/items?limit=1").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("proxies")
    void linksLeadToTheHostThatWasAsked(Proxy proxy) {
        movie();
        for (int round = 0; round < 2; round++) {
            for (String host : List.of("one.example", "two.example")) {
                String forged = "X-Forwarded-Host: evil.example";
                for (String target : List.of("/api/v1/movie?limit=1", "/api", "/openapi.json")) {
                    if (proxy.stores) {
                        proxy.get(target, "Host: " + host, forged, "Forwarded: host=evil.example");
                    }
                    Reply found = proxy.get(target, "Host: " + host);
                    assertThat(found.text() + found.header("Link"))
                            .contains("http://" + host)
                            .doesNotContain("evil.example");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("proxies")
    void partsAndHeadsAreThoseOfTheRecord(Proxy proxy) {
        String movie = movie();
        for (String coding : List.of("identity", "gzip")) {
            Reply whole = proxy.get(movie, "Accept-Encoding: " + coding);
            Reply head = proxy.send("HEAD", movie, "", "Accept-Encoding: " + coding);
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(head.header("Content-Type")).isEqualTo("application/json");
            Reply part = proxy.get(movie, "Accept-Encoding: " + coding, "Range: bytes=2-11");
            byte[] expected = part.status() == 206 ? Arrays.copyOfRange(whole.body(), 2, 12) : whole.body();
            assertThat(part.body()).isEqualTo(expected);
        }
    }

    /** Health and metrics hold for a moment: no cache may answer that all is well. */
    @ParameterizedTest
    @MethodSource("proxies")
    void healthIsAskedAnew(Proxy proxy) {
        for (String path : List.of("/actuator/health/readiness", "/actuator/info", "/healthz", "/ht")) {
            String first = proxy.get(path).header("X-Request-Id");
            assertThat(proxy.get(path).header("X-Request-Id")).as(path).isNotEqualTo(first);
        }
    }

    private static Reply upToDate(Proxy proxy, String target, String... headers) {
        if (proxy.stores) {
            Eventually.isTrue(
                    proxy + " has " + target, SOON, () -> proxy.reads().isUpToDate(target, headers));
        }
        proxy.reads().areRight(target, headers);
        return proxy.get(target, headers);
    }

    /** Creates a movie that is long enough to be compressed; returns its path. */
    private static String movie() {
        Reply created = origin(
                "POST",
                "/api/v1/movie",
                "{\"title\":\"Long\",\"year\":1990,\"description\":\"" + LONG_TEXT + "\"}",
                admin);
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return "/api/v1/movie/" + created.id();
    }

    /** Returns the path of a list that has this movie alone. */
    private static String list(String movie) {
        return movie.replace("/movie/", "/movie?id__in=");
    }

    private static Reply origin(String method, String target, String body, String... headers) {
        return send(instance.port(), method, target, body, headers);
    }

    /** Sends what the proxies are to see letter by letter, under one host name for all of them. */
    private static Reply send(int port, String method, String target, String body, String... headers) {
        var request = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        boolean named = false;
        for (String header : headers) {
            named |= header.startsWith("Host:");
            request.append(header).append("\r\n");
        }
        request.append(named ? "" : "Host: shop.example\r\n");
        if (!body.isEmpty()) {
            request.append("Content-Type: application/json\r\nContent-Length: ")
                    .append(body.length())
                    .append("\r\n");
        }
        try (RawHttp connection = RawHttp.to(port)) {
            return connection.send(request + "\r\n" + body).readFinal(method);
        }
    }

    private static String nginx(String page) {
        return block(page, "nginx")
                .replace("/var/cache/nginx/stockroom", "CACHE")
                .replace("listen 80;", "listen 127.0.0.1:PORT;")
                .replace("127.0.0.1:8000", "127.0.0.1:" + instance.port());
    }

    private static String varnish(String page) {
        return block(page, "vcl").replace("\"8000\"", "\"" + instance.port() + "\"");
    }

    private static String block(String page, String language) {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertThat(block.find()).as(language + " in docs/operating.md").isTrue();
        return block.group(1);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
