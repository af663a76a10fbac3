package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpServer;
import io.github.stockroom.authorizer.AuthorizerHandler;
import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.FakeIssuer;
import io.github.stockroom.bootstrap.testing.Gateway;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.Jwts;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.SampleRecords;
import io.github.stockroom.bootstrap.testing.Template;
import io.github.stockroom.bootstrap.testing.Tokens;
import io.github.stockroom.domain.access.Resource;
import io.github.stockroom.operations.Operation;
import io.github.stockroom.operations.Operations;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The gateway of topology B in front of the service, set as its templates set both: the edge refuses exactly the
 * callers that the service refuses.
 */
class EdgeTest {

    private static final String SECRET_ARN = "arn:aws:secretsmanager:xx-test-1:000000000000:secret:s";
    private static final Set<Integer> REFUSED = Set.of(401, 403);

    private static final FakeIssuer issuer = new FakeIssuer();

    private static HttpServer secrets;
    private static RunningService service;
    private static Map<String, String> access;
    private static Map<String, String> callers;

    @BeforeAll
    static void start() throws IOException {
        access = access();
        List<String> properties = new ArrayList<>();
        access.forEach((name, value) -> properties.add("stockroom.access." + property(name) + "=" + value));
        properties.add("stockroom.oidc.issuer=" + issuer.url());
        properties.add("stockroom.oidc.audience=" + FakeIssuer.CLIENT);
        properties.add("stockroom.oidc.accounts=create");
        properties.add("stockroom.oidc.role-claim=cognito:groups");
        service = RunningService.start(DatabaseKind.H2, properties.toArray(String[]::new));
        secrets = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secrets.createContext("/", exchange -> {
            byte[] body = ("{\"SecretString\":\"{\\\"secret\\\":\\\"" + Tokens.SECRET + "\\\"}\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        secrets.start();
        callers = callers();
    }

    @AfterAll
    static void stop() {
        service.close();
        issuer.close();
        secrets.stop(0);
    }

    @Test
    void refusesWhomeverTheServiceRefusesAndNobodyElse() {
        Gateway gateway = gateway("refuse");
        SoftAssertions softly = new SoftAssertions();
        forEachRequest((operation, path, caller, authorization) -> {
            int direct = service.http()
                    .send(operation.method(), path, null, headers(authorization))
                    .status();
            int edge = gateway.send(operation.method(), path, authorization).status();
            // A refused token is a 403 there: the gateway keeps its 401 for requests without any.
            boolean judged = authorization != null && !isForTheService(caller);
            int expected = direct == 401 && judged && gateway.asks(operation.method(), path) ? 403 : direct;
            softly.assertThat(edge)
                    .as("%s %s by %s; the service itself: %d", operation.method(), path, caller, direct)
                    .isEqualTo(expected);
        });
        softly.assertAll();
    }

    @Test
    void handsOnWhatTheGatewayCannotSayIfSoSet() {
        Gateway gateway = gateway("forward");
        SoftAssertions softly = new SoftAssertions();
        forEachRequest((operation, path, caller, authorization) -> {
            Reply direct = service.http().send(operation.method(), path, null, headers(authorization));
            Reply edge = gateway.send(operation.method(), path, authorization);
            softly.assertThat(edge.status())
                    .as("%s %s by %s", operation.method(), path, caller)
                    .isEqualTo(direct.status());
            if (direct.status() == 401 && authorization != null) {
                softly.assertThat(edge.header("WWW-Authenticate")).isEqualTo(direct.header("WWW-Authenticate"));
            }
        });
        softly.assertAll();
    }

    @Test
    void whateverHasNoRouteArrivesAtTheServiceWhichRefusesByItself() {
        Gateway gateway = gateway("refuse");
        String user = callers.get("a user");
        for (String path : List.of("/users/read_all/", "/users/read%5Fall", "/users//read_all", "/")) {
            assertThat(gateway.asks("GET", path)).isFalse();
            assertThat(gateway.send("GET", path, user).status())
                    .isEqualTo(service.http().get(path, headers(user)).status());
        }
        assertThat(gateway.send("GET", "/users/read_all/", null).status()).isEqualTo(401);
        assertThat(gateway.send("HEAD", "/users/read_all", null).status()).isEqualTo(401);
        assertThat(gateway.send("OPTIONS", "/users/read_all", null).status()).isEqualTo(200);
        assertThat(gateway.send("GET", "/no/such/path", null).status()).isEqualTo(404);
        assertThat(gateway.send("DELETE", SampleRecords.PATH, null).status()).isEqualTo(405);
    }

    @Test
    void anAnswerIsKeptForOneRouteAndOneTokenOnly() {
        Gateway gateway = gateway("refuse");
        String user = callers.get("a user");
        assertThat(gateway.send("DELETE", "/api-keys/1", user).status()).isNotIn(REFUSED);
        assertThat(gateway.send("DELETE", "/api-keys/2", user).status()).isNotIn(REFUSED);
        assertThat(gateway.asked()).isEqualTo(1);
        assertThat(gateway.send("GET", "/users/read_all", user).status()).isEqualTo(403);
        assertThat(gateway.send("DELETE", "/api-keys/1", callers.get("a forger"))
                        .status())
                .isEqualTo(403);
        assertThat(gateway.asked()).isEqualTo(3);
    }

    /** An id glued to a path has a route that others fit too; the answer kept for those must not open it. */
    @Test
    void otherAddressesOfGluedRoutesOpenNothing() {
        Gateway gateway = gateway("refuse");
        String forger = callers.get("a forger");
        Operations.ALL.stream()
                .filter(operation -> operation.method().equals("DELETE"))
                .map(Operation::path)
                .filter(path -> path.matches(".*[^/]\\{uuid}"))
                .forEach(glued -> {
                    String folder = glued.substring(0, glued.lastIndexOf('/'));
                    String collection = glued.substring(folder.length() + 1).replace("{uuid}", "");
                    String nothing = folder + "/nothing";
                    assertThat(gateway.routeKey("DELETE", nothing))
                            .isEqualTo("DELETE " + folder + "/{" + collection + "}");
                    assertThat(gateway.send("DELETE", nothing, forger).status()).isEqualTo(403);
                    String record = glued.replace("{uuid}", UUID.randomUUID().toString());
                    assertThat(gateway.send("DELETE", record, forger).status()).isEqualTo(403);
                    assertThat(gateway.send("DELETE", nothing, callers.get("a user"))
                                    .status())
                            .isEqualTo(404);
                });
    }

    /** Only the service knows keys and accounts of other issuers: the edge passes each of them on. */
    private static boolean isForTheService(String caller) {
        return caller.startsWith("a machine") || caller.startsWith("an employee");
    }

    @FunctionalInterface
    private interface Request {
        void send(Operation operation, String path, String caller, String authorization);
    }

    /** Sends each operation of the table as each caller, except signing out, which would sign the callers out. */
    private static void forEachRequest(Request request) {
        for (Operation operation : Operations.ALL) {
            String path = operation
                    .path()
                    .replace("{uuid}", UUID.randomUUID().toString())
                    .replace("{id}", "999999")
                    .replaceAll("\\{\\w+}", "nothing-there");
            callers.forEach((caller, authorization) -> {
                if (operation.resource() != Resource.TOKENS || authorization == null) {
                    request.send(operation, path, caller, authorization);
                }
            });
        }
    }

    private static Map<String, String> callers() {
        Http http = service.http();
        String name = Tokens.createUser(http, "user");
        Reply pair = Tokens.open(http, name);
        String user = Tokens.text(pair, "access");
        Map<String, String> callers = new HashMap<>();
        callers.put("nobody", null);
        callers.put("a user", "Bearer " + user);
        callers.put("a user with the other scheme", "Token " + user);
        callers.put("an administrator", "Bearer " + Tokens.admin(http));
        callers.put("a machine", "Bearer " + apiKey(user, SampleRecords.code() + ":write", "profile:read"));
        callers.put("a machine of an administrator", "Bearer " + apiKey(Tokens.admin(http), "accounts:read"));
        callers.put("a machine with a forged key", "Bearer stk_1_" + "A".repeat(38));
        callers.put("an employee", "Bearer " + external("employee", List.of()));
        callers.put("an employee who administers", "Bearer " + external("chief", List.of("admin")));
        callers.put("an employee without a name", "Bearer " + issuer.token("nameless"));
        callers.put("an employee by a forged token", "Bearer " + issuer.forged("employee"));
        callers.put("a front end before it has a token", "null");
        callers.put("somebody with a password", "Basic YTpi");
        callers.put("somebody with half a header", "Bearer");
        callers.put("somebody with a refresh token", "Bearer " + Tokens.text(pair, "refresh"));
        callers.put("a forger", "Bearer " + Jwts.signedWith("another secret of thirty-two bytes or more", user));
        callers.put("a forger without a key", "Bearer " + Jwts.unsigned(user));
        callers.put(
                "somebody whose token has run out",
                "Bearer " + Jwts.changed(user, claims -> claims.expirationTime(new java.util.Date(1_000))));
        callers.put(
                "somebody with a token for others",
                "Bearer " + Jwts.changed(user, (JWTClaimsSet.Builder claims) -> claims.audience("others")));
        callers.put(
                "somebody with a token of others",
                "Bearer " + Jwts.changed(user, (JWTClaimsSet.Builder claims) -> claims.issuer("others")));
        return callers;
    }

    private static String external(String name, List<String> groups) {
        return issuer.token(
                name, claims -> claims.claim("preferred_username", name).claim("cognito:groups", groups));
    }

    private static String apiKey(String token, String... scopes) {
        String body = "{\"name\":\"x\",\"scopes\":[\"" + String.join("\",\"", scopes) + "\"]}";
        return Tokens.text(service.http().post("/api-keys", body, Tokens.bearer(token)), "key");
    }

    private static Gateway gateway(String badTokens) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "STOCKROOM_JWT_SECRET_ARN",
                SECRET_ARN,
                "STOCKROOM_EDGE_BAD_TOKENS",
                badTokens,
                "STOCKROOM_OIDC_ISSUER",
                issuer.url(),
                "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                "http://127.0.0.1:" + secrets.getAddress().getPort(),
                "AWS_ACCESS_KEY_ID",
                "k",
                "AWS_SECRET_ACCESS_KEY",
                "s",
                "AWS_SESSION_TOKEN",
                "t"));
        access.forEach((name, value) -> environment.put(
                "STOCKROOM_ACCESS_" + property(name).replaceAll("[.-]", "_").toUpperCase(Locale.ROOT), value));
        return new Gateway(access, new AuthorizerHandler(environment), service.http());
    }

    /** The defaults of the templates, as {@code ItemsWrite=user}. */
    private static Map<String, String> access() {
        Template root = Template.read("app/root.yaml");
        Map<String, String> access = new HashMap<>();
        for (String name : root.parameters()) {
            if (name.matches("[A-Z]\\w*(Read|Write)")) {
                access.put(name, (String) root.parameterDefault(name));
            }
        }
        return access;
    }

    /** {@code SignUpWrite} as {@code sign-up.write}. */
    private static String property(String name) {
        return name.replaceAll("(Read|Write)$", ".$1")
                .replaceAll("([a-z])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
    }

    private static String[] headers(String authorization) {
        return authorization == null ? new String[0] : new String[] {"Authorization: " + authorization};
    }
}
