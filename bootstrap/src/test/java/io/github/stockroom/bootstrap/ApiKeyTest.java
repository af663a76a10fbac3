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
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** API keys (docs/contract.md: API keys). The service is shared. */
@OnEachDatabase
class ApiKeyTest {

    private static final String KEYS = "/api-keys";
    private static final String READ = SampleRecords.code() + ":read";
    private static final String WRITE = SampleRecords.code() + ":write";

    private final Http http;
    private String name;
    private String user;

    ApiKeyTest(DatabaseKind database) {
        http = database.service().http();
    }

    @BeforeEach
    void signIn() {
        name = Tokens.createUser(http, "user");
        user = bearer(Tokens.access(http, name));
    }

    @Test
    void isShownOnceAndActsForItsOwner() {
        Reply created =
                create("{\"name\":\" import \",\"scopes\":[\"%1$s\",\"profile:read\",\"%1$s\"]}".formatted(WRITE));

        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        assertThat(created.header("Cache-Control")).isEqualTo("no-store");
        assertThat(created.json().propertyNames())
                .containsExactly("id", "key", "name", "scopes", "created", "expires", "last_used");
        String key = text(created, "key");
        assertThat(key).matches("stk_" + created.id() + "_[0-9A-Za-z]{38}");
        assertThat(text(created, "name")).isEqualTo("import");

        for (String field : new String[] {"Authorization: Bearer " + key, "X-Api-Key: " + key}) {
            assertThat(text(http.get("/auth/check_token", field), "user_name")).isEqualTo(name);
            assertThat(http.post(SampleRecords.PATH, SampleRecords.json("Apple", 1), field)
                            .status())
                    .isEqualTo(201);
        }

        Reply own = http.get(KEYS, user);
        assertThat(own.text()).doesNotContain(key);
        assertThat(own.json().get(0).propertyNames())
                .containsExactly("id", "name", "scopes", "created", "expires", "last_used");
        assertThat(own.json().get(0).required("scopes").valueStream().map(scope -> scope.stringValue()))
                .containsExactlyInAnyOrder(WRITE, "profile:read");
        assertThat(LocalDate.parse(own.json().get(0).required("last_used").stringValue()))
                .isBetween(LocalDate.now(ZoneOffset.UTC).minusDays(1), LocalDate.now(ZoneOffset.UTC));
    }

    @Test
    void doesWhatItsScopesNameAndNothingElse() {
        String key = "X-Api-Key: " + key(WRITE);

        assertThat(http.post(SampleRecords.PATH, SampleRecords.json("Apple", 1), key)
                        .status())
                .isEqualTo(201);
        Reply refused = http.get(SampleRecords.PATH, key);
        assertThat(assertProblem(refused, 403, "permission_denied")
                        .required("detail")
                        .stringValue())
                .isEqualTo("This API key does not have the scope " + READ + ".");
        assertThat(refused.header("WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"api\", error=\"insufficient_scope\", scope=\"" + READ + "\"");
        assertProblem(http.get("/auth/check_token", key), 403, "permission_denied");
        assertProblem(
                http.post("/users/create_user", Tokens.account(Tokens.newName(), Tokens.PASSWORD, "user"), key),
                403,
                "permission_denied");
        assertProblem(http.get("/users/read_all", key), 403, "permission_denied");
        assertThat(http.get("/healthz", key).status()).isEqualTo(200);
    }

    @Test
    void makesAndShowsNoKeys() {
        String key = "X-Api-Key: " + key("profile:write", "profile:read");

        assertProblem(http.get(KEYS, key), 403, "permission_denied");
        assertProblem(
                http.post(KEYS, "{\"name\":\"x\",\"scopes\":[\"profile:write\"]}", key), 403, "permission_denied");
        assertProblem(http.delete(KEYS + "/1", key), 403, "permission_denied");
    }

    @Test
    void isDeadOnceRevoked() {
        Reply created = create("{\"name\":\"x\",\"scopes\":[\"profile:read\"]}");
        String key = "X-Api-Key: " + text(created, "key");
        assertThat(http.get("/auth/check_token", key).status()).isEqualTo(200);
        String path = KEYS + "/" + created.id();
        assertProblem(http.delete(path, bearer(Tokens.admin(http))), 404, "not_found");

        assertThat(http.delete(path, user).status()).isEqualTo(204);

        Reply refused = http.get("/auth/check_token", key);
        assertProblem(refused, 401, "token_not_valid");
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"api\", error=\"invalid_token\"");
        assertProblem(http.get(SampleRecords.PATH, key), 401, "token_not_valid");
        assertProblem(http.delete(path, user), 404, "not_found");
        assertThat(http.get(KEYS, user).text()).isEqualTo("[]");
    }

    @Test
    void outlivesAChangeOfPasswordAndNotItsOwner() {
        String key = "X-Api-Key: " + key("profile:read");
        String admin = bearer(Tokens.admin(http));
        http.patch("/users/" + name, "{\"password\":\"another pass of a user\"}", admin);
        assertThat(http.get("/auth/check_token", key).status()).isEqualTo(200);

        http.patch("/users/" + name, "{\"active\":false}", admin);
        assertThat(assertProblem(http.get("/auth/check_token", key), 401, "token_not_valid")
                        .required("detail")
                        .stringValue())
                .isEqualTo("User inactive or deleted.");
        http.patch("/users/" + name, "{\"active\":true}", admin);
        assertThat(http.get("/auth/check_token", key).status()).isEqualTo(200);
        http.delete("/users/delete/" + name, admin);
        assertProblem(http.get("/auth/check_token", key), 401, "token_not_valid");
    }

    @Test
    void losesWhatItsOwnerLoses() {
        String admin = Tokens.createUser(http, "admin");
        String token = bearer(Tokens.access(http, admin));
        String key =
                "X-Api-Key: " + text(http.post(KEYS, "{\"name\":\"x\",\"scopes\":[\"accounts:read\"]}", token), "key");
        assertThat(http.get("/users/read_all", key).status()).isEqualTo(200);

        http.put("/users/update", "{\"role\":\"user\"}", token);

        assertProblem(http.get("/users/read_all", key), 403, "permission_denied");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|name|required",
                "{\"name\":\"\",\"scopes\":[\"profile:write\"]}|name|blank",
                "{\"name\":\"\\u0000\",\"scopes\":[\"profile:write\"]}|name|null_character",
                "{\"name\":\"\\ud800\",\"scopes\":[\"profile:write\"]}|name|invalid_unicode",
                "{\"name\":\"x\"}|scopes|required",
                "{\"name\":\"x\",\"scopes\":null}|scopes|null",
                "{\"name\":\"x\",\"scopes\":\"profile:write\"}|scopes|invalid",
                "{\"name\":\"x\",\"scopes\":[\"profile:write\",1]}|scopes|invalid",
                "{\"name\":\"x\",\"scopes\":[[\"profile:write\"]]}|scopes|invalid",
                "{\"name\":\"x\",\"scopes\":[]}|scopes|blank",
                "{\"name\":\"x\",\"scopes\":[\"profile:delete\"]}|scopes|invalid_choice",
                "{\"name\":\"x\",\"scopes\":[\"api-keys:write\"]}|scopes|invalid_choice",
                "{\"name\":\"x\",\"scopes\":[\"accounts:read\"]}|scopes|not_allowed",
                "{\"name\":\"x\",\"scopes\":[\"profile:write\"],\"expires\":\"2020-01-01T00:00:00Z\"}|expires|in_past",
                "{\"name\":\"x\",\"scopes\":[\"profile:write\"],\"expires\":\"tomorrow\"}|expires|invalid",
                "{\"name\":\"x\",\"scopes\":[\"profile:write\"],\"expires\":\"99999-01-01T00:00:00Z\"}|expires|invalid"
            })
    void whatCannotBeIsRefused(String body, String member, String code) {
        var problem = assertProblem(create(body), 400, "validation");

        assertThat(problem.required("errors").get(0).required("pointer").stringValue())
                .isEqualTo("#/" + member);
        assertThat(problem.required("errors").get(0).required("code").stringValue())
                .isEqualTo(code);
        assertThat(http.get(KEYS, user).text()).isEqualTo("[]");
    }

    @Test
    void namesHaveAnEndAndBodiesToo() {
        assertThat(create("{\"name\":\"" + "😀".repeat(100) + "\",\"scopes\":[\"profile:write\"]}")
                        .status())
                .isEqualTo(201);
        assertProblem(
                create("{\"name\":\"" + "x".repeat(101) + "\",\"scopes\":[\"profile:write\"]}"), 400, "validation");
        assertProblem(
                create("{\"name\":\"x\",\"scopes\":[" + "\"a\",".repeat(2_000) + "\"a\"]}"), 400, "too-many-members");
        assertProblem(create("x".repeat(20_000)), 413, "content-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stk_", "stk_1_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "stk_%00", "stk_\u00e9"})
    void whatIsNoKeyIsRefusedEvenWhereNoneIsNeeded(String key) {
        assertProblem(http.get(SampleRecords.PATH, "X-Api-Key: " + key), 401, "token_not_valid");
        assertProblem(http.get(SampleRecords.PATH, "Authorization: Bearer " + key), 401, "token_not_valid");
    }

    @Test
    void keysOfOthersArePassedOver() {
        assertThat(http.get(SampleRecords.PATH, "X-Api-Key: of-a-gateway").status())
                .isEqualTo(200);
        assertThat(http.get("/auth/check_token", "X-Api-Key: of-a-gateway", user)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void twoCredentialsAreOneTooMany() {
        String key = "X-Api-Key: " + key("profile:read");

        assertProblem(http.get("/auth/check_token", key, user), 400, "invalid-header");
        assertProblem(http.get("/auth/check_token", key, key), 400, "invalid-header");
    }

    @Test
    void anAccountHasAHundred() {
        for (int i = 0; i < 100; i++) {
            assertThat(create("{\"name\":\"x\",\"scopes\":[\"profile:write\"]}").status())
                    .isEqualTo(201);
        }
        assertProblem(create("{\"name\":\"x\",\"scopes\":[\"profile:write\"]}"), 409, "too-many-keys");
        http.delete(
                KEYS + "/" + http.get(KEYS, user).json().get(0).required("id").longValue(), user);
        assertThat(create("{\"name\":\"x\",\"scopes\":[\"profile:write\"]}").status())
                .isEqualTo(201);
    }

    @Test
    void eachKeyHasItsShareOfRequests() {
        try (RunningService service =
                RunningService.start(DatabaseKind.H2, "stockroom.api-keys.requests-per-second=2")) {
            Http limited = service.http();
            String admin = bearer(Tokens.admin(limited));
            String body = "{\"name\":\"x\",\"scopes\":[\"profile:read\"]}";
            String key = "X-Api-Key: " + text(limited.post(KEYS, body, admin), "key");
            String other = "X-Api-Key: " + text(limited.post(KEYS, body, admin), "key");
            Reply last = limited.get("/auth/check_token", key);
            while (last.status() == 200) {
                last = limited.get("/auth/check_token", key);
            }
            assertProblem(last, 429, "too-many-requests");
            assertThat(last.header("RateLimit-Policy")).isEqualTo("\"api-key\";q=2;w=1");
            assertThat(limited.get("/auth/check_token", other).status()).isEqualTo(200);
            assertThat(limited.get("/auth/check_token", admin).status()).isEqualTo(200);
        }
    }

    private Reply create(String body) {
        return http.post(KEYS, body, user);
    }

    private String key(String... scopes) {
        Reply created = create("{\"name\":\"x\",\"scopes\":[\"" + String.join("\",\"", scopes) + "\"]}");
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return text(created, "key");
    }
}
