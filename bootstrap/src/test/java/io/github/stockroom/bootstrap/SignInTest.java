package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.Tokens.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OnEachDatabase;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Signing in, and not (docs/contract.md: Token pairs, Single tokens, Rate limits). The service is shared. */
@OnEachDatabase
class SignInTest {

    /** Of {@code legacy-password}, as libraries for Python make it, behind the variant. */
    private static final String LEGACY_HASH = "04$cLglKumaiSVmyMPvzEWgCe8NAON5PDT1PcYbEF0fAPAqcRlKBPtai";

    private static final String LOGIN = "/api/v1/users/auth/login";

    private final RunningService service;
    private final Http http;

    SignInTest(DatabaseKind database) {
        service = database.service();
        http = service.http();
    }

    @Test
    void theEleventhFailureWithinAMinuteIsNotLookedAt() {
        String name = Tokens.createUser(http, "user");
        for (int i = 0; i < 10; i++) {
            assertProblem(http.post("/api/token", Tokens.credentials(name, "wrong" + i)), 401, "no_active_account");
        }
        for (String path : new String[] {"/api/token", "/auth/token", LOGIN}) {
            Reply refused = http.post(path, Tokens.credentials(name, Tokens.PASSWORD));
            var problem = assertProblem(refused, 429, "too-many-requests");
            assertThat(problem.required("type").stringValue())
                    .isEqualTo("https://iana.org/assignments/http-problem-types#quota-exceeded");
            assertThat(problem.required("violated-policies").get(0).stringValue())
                    .isEqualTo("sign-in");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
            assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"sign-in\";q=10;w=60");
        }
        assertThat(Tokens.access(http, Tokens.createUser(http, "user"))).isNotEmpty();
    }

    @Test
    void successDoesNotCount() {
        String name = Tokens.createUser(http, "user");
        for (int i = 0; i < 12; i++) {
            assertThat(Tokens.open(http, name).status()).isEqualTo(200);
        }
    }

    @Test
    void aForgedAddressDoesNotHelp() {
        String name = Tokens.createUser(http, "user");
        for (int i = 0; i < 10; i++) {
            assertProblem(
                    http.post("/api/token", Tokens.credentials(name, "wrong"), "X-Forwarded-For: 203.0.113." + i),
                    401,
                    "no_active_account");
        }
        assertProblem(
                http.post("/api/token", Tokens.credentials(name, "wrong"), "X-Forwarded-For: 203.0.113.77"),
                429,
                "too-many-requests");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2a$" + LEGACY_HASH,
                "$2b$" + LEGACY_HASH,
                "pbkdf2_sha256$1000$seasalt2$B7oVpwhVpQzp7YuqFFBpnGgW4TtW/MGEN/M9D3NNqFA="
            })
    void hashesOfTheEarlierSystemsAreRecognisedAndRenewed(String hash) {
        String name = Tokens.createUser(http, "user");
        var jdbc = JdbcClient.create(service.database());
        jdbc.sql("update accounts set password_hash = ? where username = ?")
                .params(hash, name)
                .update();
        assertThat(http.post("/auth/token", Tokens.credentials(name, "legacy-password"))
                        .status())
                .isEqualTo(200);
        String renewed = jdbc.sql("select password_hash from accounts where username = ?")
                .param(name)
                .query(String.class)
                .single();
        assertThat(renewed).startsWith("{bcrypt}$2a$10$");
        assertThat(http.post("/auth/token", Tokens.credentials(name, "legacy-password"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aNameOrAnEmailAddressOpensTheLogin() {
        String name = Tokens.newName();
        String email = name + "@Shop.example";
        String account =
                "{\"user_name\":\"" + name + "\",\"password\":\"" + Tokens.PASSWORD + "\",\"email\":\"" + email + "\"}";
        assertThat(http.post("/users/create_user", account).status()).isEqualTo(201);
        String key = text(
                http.post(
                        LOGIN,
                        "{\"email\":\"" + email.toLowerCase(Locale.ROOT) + "\",\"password\":\"" + Tokens.PASSWORD
                                + "\"}"),
                "key");
        assertThat(text(http.get("/api/v1/users/auth/user", "Authorization: Token " + key), "email"))
                .isEqualTo(email);
        Reply again = http.post("/users/create_user", account.replace(name + "\",", name + "2\","));
        assertThat(assertProblem(again, 409, "email-taken").required("detail").stringValue())
                .isEqualTo("E-mail address already exists.");
        assertProblem(http.post(LOGIN, "{\"username\":\"\",\"password\":\"x\"}"), 400, "validation");
        Reply wrong = http.post(LOGIN, Tokens.credentials(name, "wrong"));
        assertThat(assertProblem(wrong, 401, "no_active_account")
                        .required("non_field_errors")
                        .get(0)
                        .stringValue())
                .isEqualTo("Unable to log in with provided credentials.");
    }

    @Test
    void missingFieldsAreNamed() {
        var problem = assertProblem(http.post("/api/token", "{}"), 400, "validation");
        assertThat(problem.required("username").get(0).stringValue()).isEqualTo("This field is required.");
        assertThat(problem.required("password").get(0).stringValue()).isEqualTo("This field is required.");
    }

    @Test
    void credentialsMayComeAsAForm() {
        String name = Tokens.createUser(http, "user");
        String form = Http.query("username", name, "password", Tokens.PASSWORD).substring(1);
        for (String path : new String[] {"/api/token", "/auth/token", LOGIN}) {
            assertThat(http.post(path, form, "Content-Type: application/x-www-form-urlencoded")
                            .status())
                    .as(path)
                    .isEqualTo(200);
            assertProblem(
                    http.post(path, form + "&username=x", "Content-Type: application/x-www-form-urlencoded"),
                    400,
                    "duplicate-key");
            Reply refused = http.post(path, "x", "Content-Type: text/plain");
            assertProblem(refused, 415, "unsupported_media_type");
            assertThat(refused.header("Accept-Post")).contains("application/json", "application/x-www-form-urlencoded");
        }
    }
}
