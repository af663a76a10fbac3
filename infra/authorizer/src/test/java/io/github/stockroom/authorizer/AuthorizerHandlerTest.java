package io.github.stockroom.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The answers of the function to the gateway. */
class AuthorizerHandlerTest {

    private static final String READ_PROFILE = "GET /api/v1/users/auth/user";
    private static final String READ_ACCOUNTS = "GET /users/read_all";
    private static final String SIGN_UP = "POST /users/create_user";

    private static FakeSecrets secrets;
    private static AuthorizerHandler handler;

    @BeforeAll
    static void start() {
        secrets = new FakeSecrets(Tokens.SECRET, "");
        handler = new AuthorizerHandler(secrets.environment());
    }

    @AfterAll
    static void stop() {
        secrets.close();
    }

    @Test
    void letsThroughWhoeverThePolicyLetsThrough() {
        String user = "Bearer " + Tokens.of("user");
        assertThat(answer(handler, READ_PROFILE, user))
                .isEqualTo(Map.of("isAuthorized", true, "context", Map.of("account", "7")));
        assertThat(passes(handler, READ_ACCOUNTS, user)).isFalse();
        assertThat(passes(handler, READ_ACCOUNTS, "Bearer " + Tokens.of("admin")))
                .isTrue();
        assertThat(passes(handler, READ_PROFILE, "token " + Tokens.of("user"))).isTrue();
    }

    @Test
    void takesOtherSchemesForNobody() {
        for (String authorization : new String[] {null, "null", "Basic YTpi", ""}) {
            assertThat(passes(handler, SIGN_UP, authorization)).isTrue();
            assertThat(passes(handler, READ_PROFILE, authorization)).isFalse();
        }
    }

    @Test
    void refusesBadTokensEverywhere() {
        JWK key = Tokens.secret(Tokens.SECRET);
        List<String> bad = List.of(
                "Bearer",
                "Bearer ",
                "Bearer x",
                "Bearer bnVsbA.e30.", // the header is null
                "Bearer W10.e30.", // an array
                "Bearer " + Tokens.of("user") + "," + Tokens.of("user"),
                "Bearer " + Tokens.of("root"),
                "Bearer " + Tokens.signed(Tokens.secret("f".repeat(32)), claims -> claims),
                "Bearer " + Tokens.signed(Tokens.pair(), claims -> claims),
                "Bearer " + Tokens.signed(key, claims -> claims.issuer("other")),
                "Bearer " + Tokens.signed(key, claims -> claims.audience("other")),
                "Bearer " + Tokens.signed(key, claims -> claims.claim("token_type", "refresh")),
                "Bearer " + Tokens.signed(key, claims -> claims.claim("ver", null)),
                "Bearer "
                        + Tokens.signed(
                                key, claims -> claims.serializeNullClaims(true).claim("ver", null)),
                "Bearer "
                        + Tokens.signed(
                                key, claims -> claims.serializeNullClaims(true).claim("sub", null)),
                "Bearer "
                        + Tokens.signed(
                                key, claims -> claims.serializeNullClaims(true).claim("exp", null)),
                "Bearer "
                        + Tokens.signed(
                                key, claims -> claims.serializeNullClaims(true).claim("role", null)),
                "Bearer " + Tokens.signed(key, claims -> claims.claim("role", List.of("admin"))),
                "Bearer " + Tokens.signed(key, claims -> claims.claim("ver", 0.5)),
                "Bearer " + Tokens.signed(key, claims -> claims.claim("sub", 7)),
                "Bearer " + Tokens.signed(key, claims -> claims.claim("user_id", "seven")),
                "Bearer " + Tokens.signed(key, claims -> claims.expirationTime(Date.from(Instant.now()))));
        for (String authorization : bad) {
            assertThat(passes(handler, READ_PROFILE, authorization))
                    .as(authorization)
                    .isFalse();
            assertThat(passes(handler, SIGN_UP, authorization))
                    .as(authorization)
                    .isFalse();
        }
    }

    @Test
    void readsTokensOfEarlierVersionsOfTheService() {
        String before = Tokens.signed(Tokens.secretWithThumbprint(Tokens.SECRET), claims -> claims);
        assertThat(passes(handler, READ_PROFILE, "Bearer " + before)).isTrue();
    }

    @Test
    void refusesRoutesThatItDoesNotKnow() {
        for (String routeKey : new String[] {"$default", "ANY /{proxy+}", "GET /users/read_all/", ""}) {
            assertThat(passes(handler, routeKey, "Bearer " + Tokens.of("admin")))
                    .isFalse();
        }
        assertThat(handler.handleRequest(Map.of(), null)).containsEntry("isAuthorized", false);
    }

    @Test
    void leavesBadTokensToTheServiceIfSoSet() {
        var forwarding = new AuthorizerHandler(secrets.environment("STOCKROOM_EDGE_BAD_TOKENS", "forward"));
        assertThat(answer(forwarding, READ_PROFILE, "Bearer x"))
                .isEqualTo(Map.of("isAuthorized", true, "context", Map.of("account", "")));
        assertThat(passes(forwarding, READ_ACCOUNTS, "Bearer " + Tokens.of("user")))
                .isFalse();
    }

    @Test
    void leavesTokensOfTheOutsideIssuerToTheService() {
        String issuer = "https://issuer.example";
        var other = new AuthorizerHandler(secrets.environment("STOCKROOM_OIDC_ISSUER", issuer));
        String token = Tokens.signed(Tokens.pair(), claims -> claims.issuer(issuer));

        assertThat(answer(other, READ_PROFILE, "Bearer " + token))
                .isEqualTo(Map.of("isAuthorized", true, "context", Map.of("account", "")));
        assertThat(passes(other, "GET /no/such/route", "Bearer " + token)).isFalse();
        assertThat(passes(other, READ_PROFILE, "Bearer " + Tokens.signed(Tokens.pair(), c -> c.issuer(issuer + "/"))))
                .isFalse();
        assertThat(passes(handler, READ_PROFILE, "Bearer " + token)).isFalse();
    }

    @Test
    void readsTheSettingsOfTheService() {
        var closed = new AuthorizerHandler(secrets.environment(
                "STOCKROOM_ACCESS_SIGN_UP_WRITE", "user",
                "STOCKROOM_JWT_ISSUER", "https://shop.example",
                "STOCKROOM_JWT_AUDIENCE", "shop"));
        JWK key = Tokens.secret(Tokens.SECRET);
        String user = Tokens.signed(
                key, claims -> claims.issuer("https://shop.example").audience("shop"));
        assertThat(passes(closed, SIGN_UP, null)).isFalse();
        assertThat(passes(closed, SIGN_UP, "Bearer " + user)).isTrue();
        assertThat(passes(closed, SIGN_UP, "Bearer " + Tokens.of("user"))).isFalse();
        var shut = new AuthorizerHandler(secrets.environment("STOCKROOM_ACCESS_SIGN_UP_WRITE", "admin"));
        assertThat(passes(shut, SIGN_UP, "Bearer " + Tokens.of("user"))).isFalse();
    }

    @Test
    void checksWithPublicKeysAlone() {
        JWK key = Tokens.pair();
        var handlerOfPairs = new AuthorizerHandler(Map.of(
                "STOCKROOM_JWT_PUBLIC_KEYS", new JWKSet(key).toPublicJWKSet().toString()));
        assertThat(passes(handlerOfPairs, READ_PROFILE, "Bearer " + Tokens.signed(key, claims -> claims)))
                .isTrue();
        assertThat(passes(handlerOfPairs, READ_PROFILE, "Bearer " + Tokens.of("user")))
                .isFalse();
    }

    @Test
    void doesNotStartWithSettingsThatCannotBe() {
        Map<String, String> wrong = Map.of(
                "STOCKROOM_ACCESS_SIGN_UP_WRITE", "users",
                "STOCKROOM_JWT_SECRET_ARN", "stockroom/jwt",
                "STOCKROOM_JWT_PUBLIC_KEYS", "{",
                "STOCKROOM_OIDC_ISSUER", "stockroom",
                "STOCKROOM_EDGE_BAD_TOKENS", "maybe");
        wrong.forEach((name, value) -> {
            Map<String, String> environment = new HashMap<>(secrets.environment());
            environment.put(name, value);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new AuthorizerHandler(environment))
                    .withMessageStartingWith(name + " is ");
        });
    }

    private static boolean passes(AuthorizerHandler handler, String routeKey, String authorization) {
        return (Boolean) answer(handler, routeKey, authorization).get("isAuthorized");
    }

    private static Map<String, Object> answer(AuthorizerHandler handler, String routeKey, String authorization) {
        Map<String, Object> headers = new HashMap<>(Map.of("host", "h"));
        if (authorization != null) {
            headers.put("authorization", authorization);
        }
        return handler.handleRequest(Map.of("version", "2.0", "routeKey", routeKey, "headers", headers), null);
    }
}
