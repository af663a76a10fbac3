package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.Tokens.bearer;
import static io.github.stockroom.bootstrap.testing.Tokens.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.Jwts;
import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.SampleRecords;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tokens that open nothing, and headers that are none (docs/contract.md: Authentication). The service is shared. */
class BadTokenTest {

    private static final String USER = "/api/v1/users/auth/user";
    private static final RunningService SERVICE = DatabaseKind.H2.service();

    private static String name;
    private static String access;
    private static String refresh;

    private final Http http = SERVICE.http();

    @BeforeAll
    static void signIn() {
        name = Tokens.createUser(SERVICE.http(), "user");
        Reply tokens = Tokens.open(SERVICE.http(), name);
        access = text(tokens, "access");
        refresh = text(tokens, "refresh");
    }

    @TestFactory
    Stream<DynamicTest> areRefusedEverywhere() {
        Instant now = Instant.now();
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("no signature", Jwts.unsigned(access));
        bad.put("another key", Jwts.signedWith("another secret of at least 32 bytes", access));
        bad.put("another issuer", Jwts.changed(access, c -> c.issuer("https://evil.example")));
        bad.put("another audience", Jwts.changed(access, c -> c.audience("others")));
        bad.put("expired", Jwts.changed(access, c -> c.expirationTime(Date.from(now.minusSeconds(1)))));
        bad.put("not yet good", Jwts.changed(access, c -> c.notBeforeTime(Date.from(now.plusSeconds(60)))));
        bad.put("no expiry", Jwts.changed(access, c -> c.expirationTime(null)));
        bad.put("no account", Jwts.changed(access, c -> c.claim("user_id", null)));
        bad.put("an account that never was", Jwts.changed(access, c -> c.claim("user_id", 999_999_999)));
        bad.put("an account that is no number", Jwts.changed(access, c -> c.claim("user_id", "1 or 1=1")));
        bad.put("another token version", Jwts.changed(access, c -> c.claim("ver", 77)));
        bad.put("a refresh token", refresh);
        bad.put("another kind", Jwts.changed(access, c -> c.claim("token_type", "refresh")));
        bad.put("truncated", access.substring(0, access.length() - 2));
        bad.put("two parts", access.substring(0, access.lastIndexOf('.')));
        bad.put("no token at all", "nonsense");
        bad.put("five parts", "a.b.c.d.e");
        return bad.entrySet().stream()
                .map(token -> DynamicTest.dynamicTest(token.getKey(), () -> assertRefused(token.getValue())));
    }

    private void assertRefused(String token) {
        assertThat(http.get(USER, bearer(access)).status()).isEqualTo(200);
        for (String header :
                new String[] {bearer(token), "Authorization: Token " + token, "Authorization: bearer " + token}) {
            Reply refused = http.get(USER, header);
            assertProblem(refused, 401, "token_not_valid");
            assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"api\", error=\"invalid_token\"");
            assertThat(refused.text()).doesNotContain(token);
        }
        // On a public read too: the client shall refresh instead of quietly becoming anonymous
        assertProblem(http.get(SampleRecords.PATH + "?limit=1", bearer(token)), 401, "token_not_valid");
        assertProblem(http.post(SampleRecords.PATH, "{}", bearer(token)), 401, "token_not_valid");
    }

    @Test
    void theReasonPhraseIsTheOneThatTheFrontEndCompares() {
        Reply refused = RawHttp.request(SERVICE.port(), "GET", USER, "Authorization: Bearer x", "Connection: close");
        assertThat(refused.reason()).isEqualTo("Unauthorized");
    }

    @Test
    void areTreatedAsAbsentWhereTokensAreHandedOut() {
        String[] bad = {bearer("expired"), "Content-Type: application/json"};
        assertThat(http.post("/api/token", Tokens.credentials(name, Tokens.PASSWORD), bad)
                        .status())
                .isEqualTo(200);
        assertThat(http.post("/auth/token", Tokens.credentials(name, Tokens.PASSWORD), bad)
                        .status())
                .isEqualTo(200);
        assertThat(http.post("/api/v1/users/auth/login", Tokens.credentials(name, Tokens.PASSWORD), bad)
                        .status())
                .isEqualTo(200);
        assertThat(http.send("POST", "/api/v1/users/auth/logout", null, bearer("expired"))
                        .status())
                .isEqualTo(200);
        assertThat(http.send("POST", "/api/v1/users/auth/logout", null, "Authorization: Bearer")
                        .status())
                .isEqualTo(200);
        Reply pair = Tokens.open(http, name);
        String body = "{\"refresh\":\"" + text(pair, "refresh") + "\"}";
        assertThat(http.post("/api/token/refresh", body, bad).status()).isEqualTo(200);
    }

    @Test
    void pathAndMethodAreLookedAtFirst() {
        assertProblem(http.get("/no/such/path", bearer("x")), 404, "not_found");
        assertProblem(http.delete(SampleRecords.PATH, bearer("x")), 405, "method_not_allowed");
        assertThat(http.options(SampleRecords.PATH, bearer("x")).status()).isEqualTo(200);
        assertThat(http.get("/healthz", bearer("x")).status()).isEqualTo(200);
    }

    @Test
    void otherSchemesAreNobody() {
        for (String header : new String[] {"null", "undefined", "Basic dXNlcjpwYXNz", "Digest x", "tokens " + access}) {
            assertThat(http.get(SampleRecords.PATH + "?limit=1", "Authorization: " + header)
                            .status())
                    .as(header)
                    .isEqualTo(200);
            assertProblem(http.get(USER, "Authorization: " + header), 401, "not_authenticated");
        }
    }

    @Test
    void aSchemeWithoutATokenIsABadToken() {
        assertProblem(http.get(USER, "Authorization: Bearer"), 401, "token_not_valid");
        assertProblem(http.get(SampleRecords.PATH, "Authorization: Token"), 401, "token_not_valid");
    }

    @Test
    void twoHeadersAreABadRequest() {
        Reply refused =
                RawHttp.request(SERVICE.port(), "GET", USER, bearer(access), bearer(access), "Connection: close");
        assertProblem(refused, 400, "invalid-header");
    }

    @Test
    void noSpellingOfAPathSlipsThrough() {
        for (String path :
                new String[] {"/users/read_al%6C", "/%75sers/read_all", "/users/read_all/", "/api/v1/user%73"}) {
            assertProblem(RawHttp.request(SERVICE.port(), "GET", path, "Connection: close"), 401, "not_authenticated");
        }
        assertThat(RawHttp.request(SERVICE.port(), "GET", "/users/%zz", "Connection: close")
                        .status())
                .isEqualTo(400);
    }
}
