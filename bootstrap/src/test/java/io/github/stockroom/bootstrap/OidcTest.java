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
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Tokens of an outside issuer (docs/contract.md: Tokens of an outside issuer). */
@OnEachDatabase
class OidcTest {

    private static final String ME = "/auth/check_token";

    @Parameter
    DatabaseKind database;

    private static FakeIssuer issuer;
    private static RunningService service;

    private final Http http = service.http();
    private final String subject = UUID.randomUUID().toString();
    private String admin;
    private String name;

    @BeforeParameterizedClassInvocation
    static void startService(DatabaseKind database) {
        issuer = new FakeIssuer();
        service = RunningService.start(
                database,
                "stockroom.oidc.issuer=" + issuer.url(),
                "stockroom.oidc.audience=" + FakeIssuer.CLIENT,
                "stockroom.oidc.role-claim=cognito:groups",
                "stockroom.oidc.admin-value=stock-admins");
    }

    @AfterParameterizedClassInvocation
    static void stopService() {
        service.close();
        issuer.close();
    }

    @BeforeEach
    void linkAnAccount() {
        admin = bearer(Tokens.admin(http));
        name = Tokens.createUser(http, "user");
        assertThat(link(name, subject).status()).isEqualTo(200);
    }

    @Test
    void actsForTheLinkedAccountAndNoOther() {
        assertThat(text(call(issuer.token(subject)), "user_name")).isEqualTo(name);

        // The token says that its bearer is called admin, as an account is.
        assertRefused(issuer.token("stranger"));
        assertRefused(issuer.token("admin"));
        assertRefused(issuer.token(name));

        assertProblem(link(Tokens.createUser(http, "user"), subject), 409, "identity-taken");
        assertThat(http.patch("/users/" + name, "{\"oidc_issuer\":null,\"oidc_subject\":null}", admin)
                        .text())
                .doesNotContain("oidc");
        assertRefused(issuer.token(subject));
    }

    @Test
    void linksAreMadeByAdministratorsFromBothParts() {
        assertThat(link(name, subject).text())
                .endsWith(",\"oidc_issuer\":\"" + issuer.url() + "\",\"oidc_subject\":\"" + subject + "\"}");
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
                        bearer(issuer.token(subject))),
                403,
                "permission_denied");
    }

    @Test
    void roleIsThatOfTheClaim() {
        String user = bearer(issuer.token(subject, claims -> claims.claim("cognito:groups", List.of("other"))));
        String administrator =
                bearer(issuer.token(subject, claims -> claims.claim("cognito:groups", List.of("a", "stock-admins"))));

        assertProblem(http.get("/users/read_all", bearer(issuer.token(subject))), 403, "permission_denied");
        assertProblem(http.get("/users/read_all", user), 403, "permission_denied");
        assertThat(http.get("/users/read_all", administrator).status()).isEqualTo(200);
    }

    @Test
    void audienceMayBeInEitherClaim() {
        assertThat(call(issuer.token(
                                subject,
                                claims -> claims.claim("client_id", null).audience(List.of("x", FakeIssuer.CLIENT))))
                        .status())
                .isEqualTo(200);
        assertRefused(issuer.token(subject, claims -> claims.audience("other")));
        assertRefused(issuer.token(subject, claims -> claims.claim("client_id", "other")));
        assertRefused(issuer.token(subject, claims -> claims.claim("client_id", null)));
    }

    @Test
    void forgedTokensAreRefused() {
        assertRefused(issuer.token(subject, claims -> claims.issuer(issuer.url() + "/")));
        assertRefused(issuer.token(subject, claims -> claims.issuer("stockroom")));
        assertRefused(issuer.forged(subject));
        assertRefused(issuer.tokenSignedWithThePublicKey(subject));
        assertRefused(Jwts.unsigned(issuer.token(subject)));
        assertRefused(issuer.token(subject, claims -> claims.subject(null)));
        assertRefused(issuer.token(subject, claims -> claims.expirationTime(null)));
        assertThat(http.get(SampleRecords.PATH, bearer(issuer.forged(subject))).status())
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

        assertRefused(issuer.token(subject));
    }

    private String expiring(Instant time) {
        return issuer.token(subject, claims -> claims.expirationTime(Date.from(time)));
    }

    private String notBefore(Instant time) {
        return issuer.token(subject, claims -> claims.notBeforeTime(Date.from(time)));
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
