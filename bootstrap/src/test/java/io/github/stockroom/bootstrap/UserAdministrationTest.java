package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.Tokens.bearer;
import static io.github.stockroom.bootstrap.testing.Tokens.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OnEachDatabase;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The changes that administrators make to accounts (docs/contract.md: Accounts). The service is shared. */
@OnEachDatabase
class UserAdministrationTest {

    private static final String NEW = "another pass of a user";

    private final Http http;
    private String admin;
    private String name;
    private Reply session;

    UserAdministrationTest(DatabaseKind database) {
        http = database.service().http();
    }

    @BeforeEach
    void signIn() {
        admin = bearer(Tokens.admin(http));
        name = Tokens.createUser(http, "user");
        session = Tokens.open(http, name);
    }

    @Test
    void anotherRoleEndsTheSessions() {
        Reply changed = change("{\"role\":\"admin\"}");

        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.text())
                .matches("\\{\"id\":[0-9]+,\"user_name\":\"" + name + "\",\"role\":\"admin\",\"active\":true\\}");
        assertThat(changed.header("Cache-Control")).isEqualTo("no-store");
        assertEnded("Given token not valid for any token type");
        String token = Tokens.access(http, name);
        assertThat(http.get("/users/read_all", bearer(token)).status()).isEqualTo(200);
    }

    @Test
    void aDeactivatedAccountIsShutOutUntilItIsActiveAgain() {
        assertThat(change("{\"active\":false}").text()).contains("\"active\":false");

        assertEnded("User inactive or deleted.");
        assertProblem(http.post("/api/token", Tokens.credentials(name, Tokens.PASSWORD)), 401, "no_active_account");
        Reply all = http.get("/users/read_all", admin);
        assertThat(all.json()
                        .valueStream()
                        .filter(user -> user.required("user_name").stringValue().equals(name)))
                .singleElement()
                .satisfies(user ->
                        assertThat(user.required("active").booleanValue()).isFalse());

        assertThat(change("{\"active\":true}").status()).isEqualTo(200);
        assertProblem(http.get("/auth/check_token", bearer(text(session, "access"))), 401, "token_not_valid");
        assertThat(Tokens.access(http, name)).isNotEmpty();
    }

    @Test
    void anotherPasswordTakesThePlaceOfTheOldOne() {
        Reply changed = change("{\"password\":\"" + NEW + "\"}");

        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.text()).doesNotContain("pass");
        assertEnded("Given token not valid for any token type");
        assertProblem(http.post("/api/token", Tokens.credentials(name, Tokens.PASSWORD)), 401, "no_active_account");
        assertThat(http.post("/api/token", Tokens.credentials(name, NEW)).status())
                .isEqualTo(200);
    }

    @Test
    void nothingChangedEndsNothing() {
        for (String body : new String[] {"{}", "{\"role\":\"user\",\"active\":true}", "{\"unknown\":1}"}) {
            assertThat(change(body).status()).isEqualTo(200);
        }
        assertThat(http.get("/auth/check_token", bearer(text(session, "access")))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"role\":\"boss\"}|role|invalid_choice",
                "{\"role\":null}|role|null",
                "{\"active\":\"no\"}|active|invalid",
                "{\"active\":1}|active|invalid",
                "{\"active\":null}|active|null",
                "{\"password\":\"short\"}|password|min_length",
                "{\"password\":\"password123\"}|password|password_too_common",
                "{\"password\":\"\\u0000-password\"}|password|null_character",
                "{\"password\":\"\\ud800-password\"}|password|invalid_unicode",
                "{\"password\":true}|password|invalid"
            })
    void whatCannotBeIsRefused(String body, String member, String code) {
        var problem = assertProblem(change(body), 422, "validation");

        assertThat(problem.required("errors").get(0).required("pointer").stringValue())
                .isEqualTo("#/" + member);
        assertThat(problem.required("errors").get(0).required("code").stringValue())
                .isEqualTo(code);
    }

    @Test
    void isForAdministratorsAndForAccountsThatAre() {
        assertProblem(http.patch("/users/" + name, "{}"), 401, "not_authenticated");
        assertProblem(http.patch("/users/" + name, "{}", bearer(text(session, "access"))), 403, "permission_denied");
        assertProblem(http.patch("/users/" + Tokens.newName(), "{", admin), 404, "not_found");
        assertProblem(http.patch("/users/" + name, "{", admin), 400, "malformed-json");
        assertProblem(http.patch("/users/" + name, "x".repeat(20_000), admin), 413, "content-too-large");
        assertThat(http.options("/users/" + name).header("Accept-Patch"))
                .isEqualTo("application/json, application/merge-patch+json");
    }

    @Test
    void aPasswordBesideOnesOwnRoleIsRefused() {
        var problem = assertProblem(
                http.put("/users/update", "{\"role\":\"admin\",\"password\":\"" + NEW + "\"}", admin),
                422,
                "validation");
        assertThat(problem.required("errors").get(0).required("code").stringValue())
                .isEqualTo("not_allowed");
    }

    @Test
    void theLastAdministratorStays() {
        try (RunningService service = RunningService.start(DatabaseKind.H2)) {
            Http alone = service.http();
            String token = bearer(Tokens.admin(alone));
            String inactive = Tokens.createUser(alone, "admin");
            assertThat(alone.patch("/users/" + inactive, "{\"active\":false}", token)
                            .status())
                    .isEqualTo(200);

            for (Reply refused : new Reply[] {
                alone.patch("/users/admin", "{\"role\":\"user\"}", token),
                alone.patch("/users/admin", "{\"active\":false}", token),
                alone.put("/users/update", "{\"role\":\"user\"}", token),
                alone.delete("/users/delete/admin", token)
            }) {
                assertProblem(refused, 409, "last-administrator");
            }
            assertThat(alone.get("/users/read_all", token).status()).isEqualTo(200);
            assertThat(alone.patch("/users/" + inactive, "{\"active\":true}", token)
                            .status())
                    .isEqualTo(200);
            assertThat(alone.patch("/users/admin", "{\"role\":\"user\"}", token).status())
                    .isEqualTo(200);
        }
    }

    private Reply change(String body) {
        return http.patch("/users/" + name, body, admin);
    }

    /** Tokens of before open nothing. */
    private void assertEnded(String detail) {
        var problem =
                assertProblem(http.get("/auth/check_token", bearer(text(session, "access"))), 401, "token_not_valid");
        assertThat(problem.required("detail").stringValue()).isEqualTo(detail);
        assertProblem(
                http.post("/api/token/refresh", "{\"refresh\":\"" + text(session, "refresh") + "\"}"),
                401,
                "refresh_token_not_valid");
    }
}
