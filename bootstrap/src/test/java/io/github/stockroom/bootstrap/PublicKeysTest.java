package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.Tokens.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.stockroom.authorizer.AuthorizerHandler;
import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.Jwts;
import io.github.stockroom.bootstrap.testing.OwnDatabase;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tokens that others can check, as an API gateway does: by what stands at two addresses, and nothing else. */
class PublicKeysTest {

    private static final String KEYS = "/.well-known/jwks.json";
    private static final String CONFIGURATION = "/.well-known/openid-configuration";

    @Test
    void tokensAreCheckedWithTheKeysThatTheConfigurationLeadsTo() throws Exception {
        try (RunningService service = RunningService.start(
                DatabaseKind.H2, "stockroom.jwt.private-key=" + newKey(), "stockroom.jwt.issuer=https://api.example")) {
            Http http = service.http();
            var configuration = http.get(CONFIGURATION).json();
            assertThat(configuration.required("issuer").stringValue()).isEqualTo("https://api.example");
            Reply keys = http.get(configuration.required("jwks_uri").stringValue());
            assertThat(keys.header("Content-Type")).isEqualTo("application/json");
            assertThat(keys.text()).doesNotContain("\"d\"", "\"k\"");

            SignedJWT token = SignedJWT.parse(Tokens.admin(http));
            var key = JWKSet.parse(keys.text()).getKeyByKeyId(token.getHeader().getKeyID());
            assertThat(token.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
            assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
            assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("https://api.example");
            assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("stockroom");

            // The authorizer of topology B checks it in the same way.
            var authorizer = new AuthorizerHandler(
                    Map.of("STOCKROOM_JWT_PUBLIC_KEYS", keys.text(), "STOCKROOM_JWT_ISSUER", "https://api.example"));
            Map<String, Object> event = Map.of(
                    "routeKey",
                    "GET /users/read_all",
                    "headers",
                    Map.of("authorization", "Bearer " + token.serialize()));
            assertThat(authorizer.handleRequest(event, null)).containsEntry("isAuthorized", true);
        }
    }

    @Test
    void tokensOfThePreviousKeyAreGoodUntilTheyExpire() throws Exception {
        String first = newKey();
        try (OwnDatabase database = DatabaseKind.POSTGRESQL.create()) {
            OwnDatabase shared = new OwnDatabase(database.settings(), () -> {});
            String old;
            try (RunningService service = RunningService.start(shared, "stockroom.jwt.private-key=" + first)) {
                old = Tokens.admin(service.http());
            }
            try (RunningService service = RunningService.start(
                    shared, "stockroom.jwt.private-key=" + newKey(), "stockroom.jwt.previous-private-key=" + first)) {
                assertThat(service.http().get("/auth/check_token", bearer(old)).status())
                        .isEqualTo(200);
                assertThat(JWKSet.parse(service.http().get(KEYS).text()).size()).isEqualTo(2);
            }
            try (RunningService service = RunningService.start(shared, "stockroom.jwt.private-key=" + newKey())) {
                assertProblem(service.http().get("/auth/check_token", bearer(old)), 401, "token_not_valid");
            }
        }
    }

    @Test
    void tokensNameNothingThatDerivesFromTheSecret() throws Exception {
        Http http = DatabaseKind.H2.service().http();
        Reply tokens = Tokens.open(http, Tokens.createUser(http, "user"));
        for (String member : new String[] {"access", "refresh"}) {
            var header = SignedJWT.parse(Tokens.text(tokens, member)).getHeader();
            assertThat(header.toJSONObject()).containsOnlyKeys("alg", "typ");
        }
    }

    @Test
    void tokensOfEarlierVersionsAreGoodUntilTheyExpire() {
        Http http = DatabaseKind.H2.service().http();
        String before = Jwts.withThumbprint(Tokens.admin(http));
        assertThat(http.get("/auth/check_token", bearer(before)).status()).isEqualTo(200);
    }

    @Test
    void tokensOfThePreviousSecretAreGoodUntilTheyExpire() {
        String next = "the next secret of at least 32 bytes";
        try (OwnDatabase database = DatabaseKind.POSTGRESQL.create()) {
            OwnDatabase shared = new OwnDatabase(database.settings(), () -> {});
            Reply old;
            try (RunningService service = RunningService.start(shared)) {
                old = Tokens.open(service.http(), Tokens.createUser(service.http(), "user"));
            }
            try (RunningService service = RunningService.start(
                    shared, "stockroom.jwt.secret=" + next, "stockroom.jwt.previous-secret=" + Tokens.SECRET)) {
                Http http = service.http();
                assertThat(http.get("/auth/check_token", bearer(Tokens.text(old, "access")))
                                .status())
                        .isEqualTo(200);
                Reply renewed =
                        http.post("/api/token/refresh", "{\"refresh\":\"" + Tokens.text(old, "refresh") + "\"}");
                assertThat(renewed.status()).isEqualTo(200);
                assertThat(http.get("/auth/check_token", bearer(Tokens.text(renewed, "access")))
                                .status())
                        .isEqualTo(200);
            }
            try (RunningService service = RunningService.start(shared, "stockroom.jwt.secret=" + next)) {
                assertProblem(
                        service.http().get("/auth/check_token", bearer(Tokens.text(old, "access"))),
                        401,
                        "token_not_valid");
            }
        }
    }

    @Test
    void aSecretIsNotPublished() {
        Http http = DatabaseKind.H2.service().http();
        assertProblem(http.get(KEYS), 404, "not_found");
        assertProblem(http.get(CONFIGURATION), 404, "not_found");
    }

    /** As openssl writes it, but for the public half, which it may leave out. */
    private static String newKey() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n";
    }
}
