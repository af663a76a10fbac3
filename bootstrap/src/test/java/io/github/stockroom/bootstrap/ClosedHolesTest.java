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
import io.github.stockroom.bootstrap.testing.SampleRecords;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Each hole of the earlier systems (docs/contract.md: Compatibility), and that it is closed. The service is shared. */
@OnEachDatabase
class ClosedHolesTest {

    private static final String CREATE = "/users/create_user";

    private final RunningService service;
    private final Http http;

    ClosedHolesTest(DatabaseKind database) {
        service = database.service();
        http = service.http();
    }

    @Test
    void noDebugPageTellsOfSettingsOrCode() {
        for (Reply reply : List.of(
                http.get("/no/such/path", "Accept: text/html"),
                http.post(SampleRecords.PATH, "{", "Accept: text/html"),
                http.get("/console?__debugger__=yes&cmd=resource"),
                http.get("/actuator/env"),
                http.get(SampleRecords.PATH + "?sort=__class__"))) {
            assertThat(reply.status()).isBetween(400, 499);
            assertThat(reply.text()).doesNotContain("Traceback", "io.github", "org.springframework", "\tat ");
        }
    }

    @Test
    void noAccountHasAPasswordThatIsKnown() {
        for (String[] known : new String[][] {{"admin", "admin"}, {"admin", "password"}, {"admin", "admin1234"}}) {
            assertProblem(http.post("/api/token", Tokens.credentials(known[0], known[1])), 401, "no_active_account");
        }
    }

    @Test
    void nobodyMakesAnAdministratorOfThemselves() {
        String name = Tokens.newName();
        String admin = Tokens.account(name, Tokens.PASSWORD, "admin");
        assertProblem(http.post(CREATE, admin), 403, "role-not-allowed");
        assertProblem(http.post(CREATE, admin, bearer("bad")), 401, "token_not_valid");
        String user = Tokens.access(http, Tokens.createUser(http, "user"));
        assertProblem(http.post(CREATE, admin, bearer(user)), 403, "role-not-allowed");
        assertProblem(http.put("/users/update", "{\"role\":\"admin\"}", bearer(user)), 403, "permission_denied");
        assertThat(text(http.get("/auth/check_token", bearer(user)), "role")).isEqualTo("user");
        assertThat(http.post(CREATE, admin, bearer(Tokens.admin(http))).status())
                .isEqualTo(201);
    }

    @Test
    void aRoleHoldsFromTheNextRequestOn() {
        String name = Tokens.createUser(http, "admin");
        String token = Tokens.access(http, name);
        assertThat(http.get("/users/read_all", bearer(token)).status()).isEqualTo(200);
        Reply updated = http.put("/users/update", "{\"role\":\"user\"}", bearer(token));
        assertThat(updated.status()).isEqualTo(204);
        assertThat(updated.body()).isEmpty();
        // The token says admin
        assertProblem(http.get("/users/read_all", bearer(token)), 401, "token_not_valid");
        String now = Tokens.access(http, name);
        assertProblem(http.get("/users/read_all", bearer(now)), 403, "permission_denied");
        assertProblem(http.put("/users/update", "{\"role\":\"admin\"}", bearer(now)), 403, "permission_denied");
    }

    @Test
    void theTokenOfADeletedUserOpensNothing() {
        String name = Tokens.createUser(http, "user");
        Reply tokens = Tokens.open(http, name);
        assertThat(http.get("/auth/check_token", bearer(text(tokens, "access"))).status())
                .isEqualTo(200);
        assertThat(http.delete("/users/delete/" + name, bearer(Tokens.admin(http)))
                        .status())
                .isEqualTo(204);
        var problem =
                assertProblem(http.get("/auth/check_token", bearer(text(tokens, "access"))), 401, "token_not_valid");
        assertThat(problem.required("detail").stringValue()).isEqualTo("User inactive or deleted.");
        assertProblem(
                http.post("/api/token/refresh", "{\"refresh\":\"" + text(tokens, "refresh") + "\"}"),
                401,
                "refresh_token_not_valid");
    }

    @Test
    void aNameThatIsTakenIsAConflict() {
        String name = Tokens.createUser(http, "user");
        Reply taken = http.post(CREATE, Tokens.account(name, Tokens.PASSWORD, "user"));
        assertThat(assertProblem(taken, 409, "username-taken")
                        .required("detail")
                        .stringValue())
                .isEqualTo("User name already exists.");
        // The same name in another spelling
        assertProblem(http.post(CREATE, Tokens.account("  " + name, Tokens.PASSWORD, "user")), 409, "username-taken");
    }

    @Test
    void namesAndPasswordsHaveLimits() {
        assertInvalid(Tokens.account(" ", Tokens.PASSWORD, "user"), "#/user_name");
        assertInvalid(Tokens.account("x".repeat(151), Tokens.PASSWORD, "user"), "#/user_name");
        assertInvalid(Tokens.account("a/b", Tokens.PASSWORD, "user"), "#/user_name");
        assertInvalid(Tokens.account(Tokens.newName(), "", "user"), "#/password");
        assertInvalid(Tokens.account(Tokens.newName(), "12345", "user"), "#/password");
        assertInvalid(Tokens.account(Tokens.newName(), "é".repeat(37), "user"), "#/password");
        String longest = "é".repeat(36);
        String name = Tokens.newName();
        assertThat(http.post(CREATE, Tokens.account(name, longest, "user")).status())
                .isEqualTo(201);
        assertThat(http.post("/auth/token", Tokens.credentials(name, longest)).status())
                .isEqualTo(200);
        assertProblem(http.post("/auth/token", Tokens.credentials(name, longest + "é")), 401, "no_active_account");
    }

    @Test
    void noNewNamePassesForTheAdministrators() {
        for (String name : List.of(
                "ad\u200bmin",
                "ad\u200dmin",
                "\ufeffadmin",
                "ad\u00admin",
                "\u202eadmin",
                "\u2066admin\u2069",
                "admin\u3164",
                "admin\ufe0f",
                "adm\u0332in",
                "\u0430dmin",
                "adm\u0456n",
                "admi\u0578",
                "\u0251dmin")) {
            assertInvalid(Tokens.account(name, Tokens.PASSWORD, "user"), "#/user_name");
        }
        for (String name : List.of("\uff41dmin", "\ud835\udc1admin", "adm\u0131n")) {
            assertProblem(http.post(CREATE, Tokens.account(name, Tokens.PASSWORD, "user")), 409, "username-taken");
        }
        String user = Tokens.createUser(http, "user");
        Reply renamed = http.patch(
                "/api/v1/users/auth/user", "{\"username\":\"\u0430dmin\"}", bearer(Tokens.access(http, user)));
        assertProblem(renamed, 400, "validation");
    }

    @Test
    void namesAndPasswordsOfEarlierVersionsStayGood() {
        String user = Tokens.createUser(http, "user");
        String old = "\u0430dmin\u200b" + Tokens.newName();
        JdbcClient.create(service.database())
                .sql("update accounts set username = ?, password_hash = ? where username = ?")
                .params(old, "{bcrypt}" + new BCryptPasswordEncoder(4).encode("123456"), user)
                .update();
        Reply tokens = http.post("/api/token", Tokens.credentials(old, "123456"));
        assertThat(tokens.status()).as(tokens.toString()).isEqualTo(200);
        String body = "{\"username\":\"" + old + "\",\"first_name\":\"Ada\"}";
        Reply changed = http.put("/api/v1/users/auth/user", body, bearer(text(tokens, "access")));
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(http.delete(
                                "/users/delete/" + URLEncoder.encode(old, StandardCharsets.UTF_8),
                                bearer(Tokens.admin(http)))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void passwordsThatAreTriedFirstAreRefused() {
        String name = "sunny.day." + UUID.randomUUID();
        for (String[] refused : new String[][] {
            {"1234567", "min_length"},
            {"passw0rd", "password_too_common"},
            {"Football", "password_too_common"},
            {"12345678", "password_too_common"},
            {name.toUpperCase(Locale.ROOT), "password_too_similar"}
        }) {
            Reply reply = http.post(CREATE, Tokens.account(name, refused[0], "user"));
            var error =
                    assertProblem(reply, 422, "validation").required("errors").get(0);
            assertThat(error.required("pointer").stringValue()).isEqualTo("#/password");
            assertThat(error.required("code").stringValue()).isEqualTo(refused[1]);
            assertThat(reply.text()).doesNotContain(refused[0] + "\"");
        }
    }

    private void assertInvalid(String account, String pointer) {
        Reply refused = http.post(CREATE, account);
        var problem = assertProblem(refused, 422, "validation");
        assertThat(problem.required("errors").get(0).required("pointer").stringValue())
                .isEqualTo(pointer);
    }
}
