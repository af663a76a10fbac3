package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.Tokens.bearer;
import static io.github.stockroom.bootstrap.testing.Tokens.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OnEachDatabase;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reset tokens (docs/contract.md: Accounts). The service is shared. */
@OnEachDatabase
class PasswordResetTest {

    private static final String REDEEM = "/auth/reset";
    private static final String NEW = "another pass of a user";

    private final Http http;
    private String admin;
    private String name;

    PasswordResetTest(DatabaseKind database) {
        http = database.service().http();
    }

    @BeforeEach
    void signIn() {
        admin = bearer(Tokens.admin(http));
        name = Tokens.createUser(http, "user");
    }

    @Test
    void tokenChangesThePasswordOnce() {
        Reply session = Tokens.open(http, name);
        Reply made = make();

        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(made.json().propertyNames()).containsExactly("token", "expires");
        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        assertThat(Instant.parse(text(made, "expires")))
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(59)),
                        Instant.now().plus(Duration.ofHours(1)));
        assertProblem(http.get("/auth/check_token", bearer(text(session, "access"))), 401, "token_not_valid");

        Reply redeemed = redeem(text(made, "token"), NEW);
        assertThat(redeemed.status()).as(redeemed.toString()).isEqualTo(200);
        assertThat(redeemed.text()).isEqualTo("{\"detail\":\"Password has been reset with the new password.\"}");
        assertThat(redeemed.header("Cache-Control")).isEqualTo("no-store");
        assertProblem(http.post("/api/token", Tokens.credentials(name, Tokens.PASSWORD)), 401, "no_active_account");
        assertThat(http.post("/api/token", Tokens.credentials(name, NEW)).status())
                .isEqualTo(200);
        assertBadToken(redeem(text(made, "token"), Tokens.PASSWORD));
    }

    @Test
    void formsAreAcceptedAndAnExpiredAccessTokenDoesNotMatter() {
        String form = Http.query("token", text(make(), "token"), "new_password1", NEW, "new_password2", NEW)
                .substring(1);

        assertThat(http.post(REDEEM, form, bearer("bad"), "Content-Type: application/x-www-form-urlencoded")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aSecondTokenReplacesTheFirst() {
        String first = text(make(), "token");
        String second = text(make(), "token");

        assertBadToken(redeem(first, NEW));
        assertThat(redeem(second, NEW).status()).isEqualTo(200);
    }

    @Test
    void aChangeByAnAdministratorEndsTheToken() {
        String token = text(make(), "token");
        http.patch("/users/" + name, "{\"active\":false}", admin);

        assertBadToken(redeem(token, NEW));
    }

    @Test
    void aBadPasswordLeavesTheTokenGood() {
        String token = text(make(), "token");

        for (String password : new String[] {"short", "password123", name}) {
            Reply refused = redeem(token, password);
            assertThat(assertProblem(refused, 422, "validation")
                            .required("new_password2")
                            .isArray())
                    .isTrue();
            assertThat(refused.text()).doesNotContain(token, "password123");
        }
        assertThat(redeem(token, NEW).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "1-1-1-1-1", "\\u0000", "\\ud800", "0f8fad5b-d9cb-469f-a165-70867728950e"})
    void whatIsNoTokenIsRefused(String token) {
        assertBadToken(redeem(token, NEW));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{}|token|required", "{\"token\":null}|token|null", "{\"token\":true}|token|invalid"})
    void missingMembersAreNamed(String body, String member, String code) {
        var problem = assertProblem(http.post(REDEEM, body), 422, "validation");
        assertThat(problem.required("errors").get(0).required("pointer").stringValue())
                .isEqualTo("#/" + member);
        assertThat(problem.required("errors").get(0).required("code").stringValue())
                .isEqualTo(code);
    }

    @Test
    void tokensAreMadeByAdministratorsForAccountsThatAre() {
        String user = bearer(Tokens.access(http, name));
        assertProblem(http.post("/users/" + name + "/reset", ""), 401, "not_authenticated");
        assertProblem(http.post("/users/" + name + "/reset", "", user), 403, "permission_denied");
        assertProblem(http.post("/users/" + Tokens.newName() + "/reset", "", admin), 404, "not_found");
        assertProblem(http.get("/users/" + name + "/reset", admin), 405, "method_not_allowed");
        assertProblem(http.post("/users/a/b/reset", "", admin), 404, "not_found");
        assertThat(http.post("/users/" + name + "/reset/", "", admin).status()).isEqualTo(201);
    }

    private Reply make() {
        return http.post("/users/" + name + "/reset", "", admin);
    }

    private Reply redeem(String token, String password) {
        return http.post(
                REDEEM,
                "{\"token\":\"" + token + "\",\"new_password1\":\"" + password + "\",\"new_password2\":\"" + password
                        + "\"}");
    }

    private static void assertBadToken(Reply refused) {
        var problem = assertProblem(refused, 422, "validation");
        assertThat(problem.required("errors").get(0).required("code").stringValue())
                .isEqualTo("invalid_token");
    }
}
