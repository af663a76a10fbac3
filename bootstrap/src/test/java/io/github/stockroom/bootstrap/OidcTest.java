package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.Tokens.bearer;
import static io.github.stockroom.bootstrap.testing.Tokens.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.FakeIssuer;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.Jwts;
import io.github.stockroom.bootstrap.testing.OnEachDatabase;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.SampleRecords;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens of an outside issuer (docs/contract.md: Tokens of an outside issuer). */
@OnEachDatabase
class OidcTest {

    private static final String ME = "/auth/check_token";
    private static final String SUBJECT = "aaaaaaaa-bbbb-cccc-dddd-example";

    private final FakeIssuer issuer = new FakeIssuer();
    private final RunningService service;
    private final Http http;
    private String admin;
    private String name;

    OidcTest(DatabaseKind database) {
        service = RunningService.start(
                database,
                "stockroom.oidc.issuer=" + issuer.url(),
                "stockroom.oidc.audience=" + FakeIssuer.CLIENT,
                "stockroom.oidc.role-claim=cognito:groups",
                "stockroom.oidc.admin-value=stock-admins");
        http = service.http();
    }

    @BeforeEach
    void linkAnAccount() {
        admin = bearer(Tokens.admin(http));
        name = Tokens.createUser(http, "user");
        assertThat(link(name, SUBJECT).status()).isEqualTo(200);
    }

    @AfterEach
    void stop() {
        service.close();
        issuer.close();
    }

    @Test
    void actsForTheLinkedAccountAndNoOther() {
        assertThat(text(call(issuer.token(SUBJECT)), "user_name")).isEqualTo(name);

        // The token says that its bearer is called admin, as an account is.
        assertRefused(issuer.token("stranger"));
        assertRefused(issuer.token("admin"));
        assertRefused(issuer.token(name));

        assertProblem(link(Tokens.createUser(http, "user"), SUBJECT), 409, "identity-taken");
        assertThat(http.patch("/users/" + name, "{\"oidc_issuer\":null,\"oidc_subject\":null}", admin)
                        .text())
                .doesNotContain("oidc");
        assertRefused(issuer.token(SUBJECT));
    }

    @Test
    void linksAreMadeByAdministratorsFromBothParts() {
        assertThat(link(name, SUBJECT).text())
                .endsWith(",\"oidc_issuer\":\"" + issuer.url() + "\",\"oidc_subject\":\"" + SUBJECT + "\"}");
        for (String body : new String[] {
            "{\"oidc_subject\":\"x\"}",
            "{\"oidc_issuer\":\"x\"}",
            "{\"oidc_issuer\":\"x\",\"oidc_subject\":null}",
            "{\"oidc_issuer\":\"x\",\"oidc_subject\":\"a b\"}",
            "{\"oidc_issuer\":\"x\",\"oidc_subject\":\"\\u0000\"}",
            "{\"oidc_issuer\":\"x\",\"oidc_subject\":\"" + "x".repeat(256) + "\"}"
        }) {
            assertProblem(http.patch("/users/" + name, body, admin), 422, "validation");
        }
        assertProblem(
                http.patch(
                        "/users/" + name,
                        "{\"oidc_issuer\":\"x\",\"oidc_subject\":\"x\"}",
                        bearer(issuer.token(SUBJECT))),
                403,
                "permission_denied");
    }

    @Test
    void roleIsThatOfTheClaim() {
        String user = bearer(issuer.token(SUBJECT, claims -> claims.claim("cognito:groups", List.of("other"))));
        String administrator =
                bearer(issuer.token(SUBJECT, claims -> claims.claim("cognito:groups", List.of("a", "stock-admins"))));

        assertProblem(http.get("/users/read_all", bearer(issuer.token(SUBJECT))), 403, "permission_denied");
        assertProblem(http.get("/users/read_all", user), 403, "permission_denied");
        assertThat(http.get("/users/read_all", administrator).status()).isEqualTo(200);
    }

    @Test
    void audienceMayBeInEitherClaim() {
        assertThat(call(issuer.token(
                                SUBJECT,
                                claims -> claims.claim("client_id", null).audience(List.of("x", FakeIssuer.CLIENT))))
                        .status())
                .isEqualTo(200);
        assertRefused(issuer.token(SUBJECT, claims -> claims.audience("other")));
        assertRefused(issuer.token(SUBJECT, claims -> claims.claim("client_id", "other")));
        assertRefused(issuer.token(SUBJECT, claims -> claims.claim("client_id", null)));
    }

    @Test
    void forgedTokensAreRefused() {
        assertRefused(issuer.token(SUBJECT, claims -> claims.issuer(issuer.url() + "/")));
        assertRefused(issuer.token(SUBJECT, claims -> claims.issuer("stockroom")));
        assertRefused(issuer.forged(SUBJECT));
        assertRefused(issuer.tokenSignedWithThePublicKey(SUBJECT));
        assertRefused(Jwts.unsigned(issuer.token(SUBJECT)));
        assertRefused(issuer.token(SUBJECT, claims -> claims.subject(null)));
        assertRefused(issuer.token(SUBJECT, claims -> claims.expirationTime(null)));
        assertThat(http.get(SampleRecords.PATH, bearer(issuer.forged(SUBJECT))).status())
                .isEqualTo(401);
    }

    @Test
    void clocksMayDifferByAMinute() {
        Instant now = Instant.now();
        assertThat(call(expiring(now.minusSeconds(45))).status()).isEqualTo(200);
        assertRefused(expiring(now.minusSeconds(61)));
        assertThat(call(notBefore(now.plusSeconds(45))).status()).isEqualTo(200);
        assertRefused(notBefore(now.plusSeconds(120)));
    }

    @Test
    void deactivatedAccountIsRefusedInTheSameWords() {
        assertThat(http.patch("/users/" + name, "{\"active\":false}", admin).status())
                .isEqualTo(200);

        assertRefused(issuer.token(SUBJECT));
    }

    @Test
    void newKeysAreFoundAndUnknownOnesCauseNoStormOfFetches() {
        assertThat(call(issuer.token(SUBJECT)).status()).isEqualTo(200);
        issuer.rotate();
        assertThat(call(issuer.token(SUBJECT)).status()).isEqualTo(200);
        assertThat(issuer.fetches()).isEqualTo(2);

        for (int i = 0; i < 50; i++) {
            assertRefused(issuer.tokenOfUnknownKey(SUBJECT));
        }

        assertThat(issuer.fetches()).isLessThanOrEqualTo(4);
        assertThat(call(issuer.token(SUBJECT)).status()).isEqualTo(200);
    }

    @Test
    void keysOutliveTheIssuer() {
        String token = issuer.token(SUBJECT);
        assertThat(call(token).status()).isEqualTo(200);
        issuer.close();

        assertRefused(issuer.tokenOfUnknownKey(SUBJECT));
        assertThat(call(token).status()).isEqualTo(200);
    }

    @Test
    void withoutKeysTokensAreRefusedAndOurOwnAreGood() {
        issuer.close();

        assertRefused(issuer.token(SUBJECT));
        assertThat(http.get(ME, admin).status()).isEqualTo(200);
    }

    @Test
    void oversizedKeySetIsRefused() {
        issuer.answer(exchange -> {
            byte[] spaces = " ".repeat(5_000_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, 0);
            try {
                exchange.getResponseBody().write(spaces);
                exchange.getResponseBody()
                        .write(issuer.publicKeys().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            } catch (java.io.IOException e) {
                return; // the service hangs up
            }
        });

        assertRefused(issuer.token(SUBJECT));
        assertThat(http.get(ME, admin).status()).isEqualTo(200);
    }

    @Test
    void redirectsAreNotFollowed() {
        issuer.answer(exchange -> {
            exchange.getResponseHeaders().set("Location", issuer.url() + "/again");
            exchange.sendResponseHeaders(302, -1);
        });

        assertRefused(issuer.token(SUBJECT));
        assertThat(issuer.fetches()).isLessThanOrEqualTo(2);
    }

    private String expiring(Instant time) {
        return issuer.token(SUBJECT, claims -> claims.expirationTime(Date.from(time)));
    }

    private String notBefore(Instant time) {
        return issuer.token(SUBJECT, claims -> claims.notBeforeTime(Date.from(time)));
    }

    private Reply link(String user, String subject) {
        return http.patch(
                "/users/" + user,
                "{\"oidc_issuer\":\"" + issuer.url() + "\",\"oidc_subject\":\"" + subject + "\"}",
                admin);
    }

    private Reply call(String token) {
        return http.get(ME, bearer(token));
    }

    private void assertRefused(String token) {
        var problem = assertProblem(call(token), 401, "token_not_valid");
        assertThat(problem.required("detail").stringValue()).isEqualTo("Given token not valid for any token type");
    }
}
