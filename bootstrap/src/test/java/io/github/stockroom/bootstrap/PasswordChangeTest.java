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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Changing one's own password (docs/contract.md: Accounts). The service is shared. */
@OnEachDatabase
class PasswordChangeTest {

    private static final String CHANGE = "/api/v1/users/auth/password/change";
    private static final String NEW = "another pass of a user";

    private final Http http;
    private String name;
    private Reply session;

    PasswordChangeTest(DatabaseKind database) {
        http = database.service().http();
    }

    @BeforeEach
    void signIn() {
        name = Tokens.createUser(http, "user");
        session = Tokens.open(http, name);
    }

    @Test
    void endsEverySessionAndGoesOnWithAFreshPair() {
        Reply elsewhere = Tokens.open(http, name);
        String key = text(http.post("/api/v1/users/auth/login", Tokens.credentials(name, Tokens.PASSWORD)), "key");

        Reply changed = change(Tokens.PASSWORD, NEW, NEW);

        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.json().propertyNames()).containsExactly("detail", "refresh", "access");
        assertThat(text(changed, "detail")).isEqualTo("New password has been saved.");
        assertThat(changed.header("Cache-Control")).isEqualTo("no-store");
        for (String token : new String[] {text(session, "access"), text(elsewhere, "access"), key}) {
            assertProblem(http.get("/auth/check_token", bearer(token)), 401, "token_not_valid");
        }
        for (Reply old : new Reply[] {session, elsewhere}) {
            assertProblem(refresh(old), 401, "refresh_token_not_valid");
        }
        assertThat(text(http.get("/auth/check_token", bearer(text(changed, "access"))), "user_name"))
                .isEqualTo(name);
        assertThat(refresh(changed).status()).isEqualTo(200);
        assertProblem(http.post("/api/token", Tokens.credentials(name, Tokens.PASSWORD)), 401, "no_active_account");
        assertThat(http.post("/api/token", Tokens.credentials(name, NEW)).status())
                .isEqualTo(200);
    }

    @Test
    void mayComeAsAForm() {
        String form = Http.query("old_password", Tokens.PASSWORD, "new_password1", NEW, "new_password2", NEW)
                .substring(1);

        assertThat(http.post(
                                CHANGE,
                                form,
                                bearer(text(session, "access")),
                                "Content-Type: application/x-www-form-urlencoded")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void wrongOldPasswordChangesNothing() {
        Reply refused = change("wrong", NEW, NEW);

        assertFailure(refused, "old_password", "password_incorrect");
        assertThat(refused.json().required("old_password").get(0).stringValue())
                .isEqualTo("Your old password was entered incorrectly. Please enter it again.");
        assertThat(http.get("/auth/check_token", bearer(text(session, "access")))
                        .status())
                .isEqualTo(200);
        assertThat(Tokens.access(http, name)).isNotEmpty();
    }

    @Test
    void guessingTheOldPasswordIsLimitedAsSigningInIs() {
        for (int i = 0; i < 10; i++) {
            assertFailure(change("wrong" + i, NEW, NEW), "old_password", "password_incorrect");
        }
        assertThat(change(Tokens.PASSWORD, NEW, NEW).header("RateLimit-Policy")).isEqualTo("\"sign-in\";q=10;w=60");
    }

    @ParameterizedTest
    @CsvSource({
        "short,short,new_password2,min_length",
        "password123,password123,new_password2,password_too_common",
        "another pass,another pass!,new_password2,password_mismatch",
        "'','',new_password1,blank",
        "123456789012345678901234567890123456789012345678901234567890123456789012-,"
                + "123456789012345678901234567890123456789012345678901234567890123456789012-,new_password2,max_length"
    })
    void newPasswordFollowsTheRules(String first, String second, String member, String code) {
        Reply refused = change(Tokens.PASSWORD, first, second);

        assertFailure(refused, member, code);
        assertThat(refused.text()).doesNotContain("another pass", "password123");
    }

    @Test
    void newPasswordIsNotTheOwnName() {
        assertFailure(change(Tokens.PASSWORD, name, name), "new_password2", "password_too_similar");
    }

    @ParameterizedTest
    @CsvSource({"\\u0000-password,null_character", "\\ud800-password,invalid_unicode"})
    void newPasswordIsText(String password, String code) {
        assertFailure(change(Tokens.PASSWORD, password, password), "new_password2", code);
    }

    @Test
    void everyMissingMemberIsNamed() {
        Reply refused = http.post(CHANGE, "{}", bearer(text(session, "access")));

        var problem = assertProblem(refused, 400, "validation");
        for (String member : new String[] {"old_password", "new_password1", "new_password2"}) {
            assertThat(problem.required(member).get(0).stringValue()).isEqualTo("This field is required.");
        }
    }

    @Test
    void isForThoseSignedIn() {
        assertProblem(http.post(CHANGE, "{}"), 401, "not_authenticated");
        assertProblem(http.post(CHANGE, "x".repeat(20_000), bearer(text(session, "access"))), 413, "content-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH"})
    void aPasswordInAProfileIsRefused(String method) {
        String body = "{\"username\":\"" + name + "\",\"password\":\"" + NEW + "\"}";
        String own = bearer(text(session, "access"));
        String path = "/api/v1/users/auth/user";
        Reply refused = method.equals("PUT") ? http.put(path, body, own) : http.patch(path, body, own);

        assertFailure(refused, "password", "not_allowed");
        assertThat(Tokens.access(http, name)).isNotEmpty();
    }

    private Reply change(String old, String first, String second) {
        return http.post(
                CHANGE,
                "{\"old_password\":\"" + old + "\",\"new_password1\":\"" + first + "\",\"new_password2\":\"" + second
                        + "\"}",
                bearer(text(session, "access")));
    }

    private Reply refresh(Reply pair) {
        return http.post("/api/token/refresh", "{\"refresh\":\"" + text(pair, "refresh") + "\"}");
    }

    private static void assertFailure(Reply refused, String member, String code) {
        var problem = assertProblem(refused, 400, "validation");
        assertThat(problem.required("errors").get(0).required("pointer").stringValue())
                .isEqualTo("#/" + member);
        assertThat(problem.required("errors").get(0).required("code").stringValue())
                .isEqualTo(code);
        assertThat(problem.required(member).isArray()).isTrue();
    }
}
