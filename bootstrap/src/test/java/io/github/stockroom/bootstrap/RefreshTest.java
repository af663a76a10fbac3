package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.Tokens.bearer;
import static io.github.stockroom.bootstrap.testing.Tokens.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.Jwts;
import io.github.stockroom.bootstrap.testing.OnEachDatabase;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Refresh tokens over HTTP (docs/contract.md: Token pairs). The service is shared. */
@OnEachDatabase
class RefreshTest {

    private final RunningService service;
    private final Http http;

    RefreshTest(DatabaseKind database) {
        service = database.service();
        http = service.http();
    }

    @Test
    void signingOutWithAnExpiredTokenEndsTheSessionAndWithAForgedOneDoesNot() {
        Reply pair = Tokens.open(http, Tokens.createUser(http, "user"));
        String access = text(pair, "access");
        String forged = Jwts.signedWith("another secret of thirty-two bytes or more", access);
        http.send("POST", "/api/v1/users/auth/logout", null, bearer(forged));
        assertThat(http.get("/auth/check_token", bearer(access)).status()).isEqualTo(200);

        String expired = Jwts.changed(access, claims -> claims.expirationTime(new Date(1_000)));
        assertProblem(http.get("/auth/check_token", bearer(expired)), 401, "token_not_valid");
        http.send("POST", "/api/v1/users/auth/logout", null, bearer(expired));

        assertProblem(
                http.post("/api/token/refresh", "{\"refresh\":\"" + text(pair, "refresh") + "\"}"),
                401,
                "refresh_token_not_valid");
    }

    @Test
    void twoTabsMayRefreshAtOnceButAnOldTokenEndsTheWholeSession() {
        String name = Tokens.createUser(http, "user");
        String first = text(Tokens.open(http, name), "refresh");
        String second = text(refresh(first), "refresh");
        String third = text(refresh(first), "refresh");
        assertThat(second).isNotEqualTo(third);

        usedLongAgo();
        Reply reused = refresh(first);
        assertThat(assertProblem(reused, 401, "refresh_token_not_valid")
                        .required("detail")
                        .stringValue())
                .isEqualTo("Token is invalid or expired");
        assertProblem(refresh(second), 401, "refresh_token_not_valid");
        assertProblem(refresh(third), 401, "refresh_token_not_valid");
        assertThat(refresh(text(Tokens.open(http, name), "refresh")).status()).isEqualTo(200);
    }

    @Test
    void anAccessTokenRefreshesNothing() {
        assertProblem(refresh(Tokens.access(http, Tokens.createUser(http, "user"))), 401, "refresh_token_not_valid");
        assertProblem(refresh("undefined"), 401, "refresh_token_not_valid");
        assertProblem(refresh(""), 401, "refresh_token_not_valid");
    }

    @Test
    void aBodyWithoutATokenIsNotValid() {
        Reply missing = http.post("/api/token/refresh", "{}");
        assertThat(assertProblem(missing, 400, "validation")
                        .required("refresh")
                        .get(0)
                        .stringValue())
                .isEqualTo("This field is required.");
        assertThat(http.send("POST", "/api/token/refresh", null).status()).isEqualTo(415);
    }

    @Test
    void aDeactivatedAccountIsSignedOut() {
        String name = Tokens.createUser(http, "user");
        Reply tokens = Tokens.open(http, name);
        JdbcClient.create(service.database())
                .sql("update accounts set active = false where username = ?")
                .param(name)
                .update();
        Reply refused = refresh(text(tokens, "refresh"));
        assertThat(assertProblem(refused, 401, "refresh_token_not_valid")
                        .required("detail")
                        .stringValue())
                .isEqualTo("User inactive or deleted.");
        assertProblem(http.post("/api/token", Tokens.credentials(name, Tokens.PASSWORD)), 401, "no_active_account");
    }

    @Test
    void logOutTakesBackEveryTokenOfTheAccount() {
        String name = Tokens.createUser(http, "user");
        Reply laptop = Tokens.open(http, name);
        Reply phone = Tokens.open(http, name);
        String key = text(http.post("/api/v1/users/auth/login", Tokens.credentials(name, Tokens.PASSWORD)), "key");
        String user = "/api/v1/users/auth/user";
        assertThat(http.get(user, "Authorization: Token " + key).status()).isEqualTo(200);
        assertThat(http.send("POST", "/api/v1/users/auth/logout/", null, "Authorization: Token " + key)
                        .status())
                .isEqualTo(200);
        assertProblem(http.get(user, "Authorization: Token " + key), 401, "token_not_valid");
        assertProblem(http.get(user, bearer(text(phone, "access"))), 401, "token_not_valid");
        assertProblem(refresh(text(laptop, "refresh")), 401, "refresh_token_not_valid");
        assertProblem(http.get("/api/v1/users/auth/logout"), 405, "method_not_allowed");
    }

    @Test
    void aRefreshTokenHoldsNothingButNumbersAndIds() {
        String token = text(Tokens.open(http, Tokens.createUser(http, "user")), "refresh");
        assertThat(Jwts.claims(token).propertyNames())
                .containsExactlyInAnyOrder("token_type", "user_id", "exp", "iat", "jti");
        assertThat(token.split("\\.")[1]).doesNotContain("-", "_");
    }

    private Reply refresh(String token) {
        return http.post("/api/token/refresh", "{\"refresh\":\"" + token + "\"}");
    }

    private void usedLongAgo() {
        JdbcClient.create(service.database())
                .sql("update refresh_tokens set used = used - interval '31' second where used is not null")
                .update();
    }
}
