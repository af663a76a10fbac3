package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.Tokens.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The access rights of each kind of caller, by default and as set (docs/contract.md: Access, Authentication). */
class AccessTest {

    private static final Map<String, String> BODIES = Map.of(
            "/api/items", "{\"product\":\"Apple\",\"price\":1}",
            "/api/v1/movie", "{\"title\":\"Heat\",\"year\":1995}");

    private static RunningService byDefault;
    private static RunningService closed;

    @BeforeAll
    static void start() {
        byDefault = RunningService.start(DatabaseKind.H2);
        closed = RunningService.start(
                DatabaseKind.H2,
                "stockroom.access.items.read=user",
                "stockroom.access.items.write=admin",
                "stockroom.access.sign-up.write=admin");
    }

    @AfterAll
    static void stop() {
        byDefault.close();
        closed.close();
    }

    @Test
    void readsAreOpenAndWritesAreOpenOnItems() {
        Http http = byDefault.http();
        BODIES.keySet().forEach(path -> assertThat(http.get(path).status()).isEqualTo(200));
        assertThat(http.post("/api/items", BODIES.get("/api/items")).status()).isEqualTo(201);
    }

    @Test
    void moviesAreWrittenByThoseSignedIn() {
        Http http = byDefault.http();
        String movie = BODIES.get("/api/v1/movie");
        Reply anonymous = http.post("/api/v1/movie", movie);
        assertThat(assertProblem(anonymous, 401, "not_authenticated")
                        .required("detail")
                        .stringValue())
                .isEqualTo("Authentication credentials were not provided.");
        assertThat(anonymous.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"api\"");

        String one = bearer(Tokens.access(http, Tokens.createUser(http, "user")));
        String other = bearer(Tokens.access(http, Tokens.createUser(http, "user")));
        Reply created = http.post("/api/v1/movie", movie, one);
        assertThat(created.status()).isEqualTo(201);
        for (String path : new String[] {"/api/v1/movie/" + created.id(), "/api/v1/movie" + created.id()}) {
            assertProblem(http.put(path, movie), 401, "not_authenticated");
            assertProblem(http.patch(path, "{}"), 401, "not_authenticated");
            assertProblem(http.delete(path), 401, "not_authenticated");
            // Every signed-in caller may, as in the earlier system
            assertThat(http.patch(path, "{\"year\":1996}", other).status()).isEqualTo(200);
        }
        Reply found = http.get("/api/v1/movie/" + created.id(), other);
        assertThat(found.header("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(http.get("/api/v1/movie/" + created.id()).header("Cache-Control"))
                .isEqualTo("no-cache");
    }

    @Test
    void whoIsCallingComesBeforeWhatIsSent() {
        Http http = byDefault.http();
        assertProblem(http.post("/api/v1/movie", "{", "Content-Type: text/plain"), 401, "not_authenticated");
        assertProblem(http.post("/api/v1/movie", "{}", "Accept: application/xml"), 401, "not_authenticated");
        assertProblem(http.delete("/api/v1/movie/no-such-movie"), 401, "not_authenticated");
        assertProblem(http.delete("/api/v1/movie"), 405, "method_not_allowed");
        assertProblem(http.post("/api/v1/movies", "{}"), 404, "not_found");
        assertThat(http.options("/api/v1/movie").status()).isEqualTo(200);
    }

    @Test
    void aSettingForEachResourceClosesIt() {
        Http http = closed.http();
        String admin = bearer(Tokens.admin(http));
        assertProblem(
                http.post("/users/create_user", Tokens.account("a", Tokens.PASSWORD, "user")),
                401,
                "not_authenticated");
        String name = Tokens.newName();
        assertThat(http.post("/users/create_user", Tokens.account(name, Tokens.PASSWORD, "user"), admin)
                        .status())
                .isEqualTo(201);
        String user = bearer(Tokens.access(http, name));
        String item = BODIES.get("/api/items");
        assertProblem(http.get("/api/items"), 401, "not_authenticated");
        assertThat(http.get("/api/items", user).status()).isEqualTo(200);
        assertProblem(http.post("/api/items", item), 401, "not_authenticated");
        assertThat(assertProblem(http.post("/api/items", item, user), 403, "permission_denied")
                        .required("detail")
                        .stringValue())
                .isEqualTo("You do not have permission to perform this action.");
        assertThat(http.post("/api/items", item, admin).status()).isEqualTo(201);
        String movie = BODIES.get("/api/v1/movie");
        assertProblem(http.post("/api/v1/movie", movie), 401, "not_authenticated");
        assertThat(http.post("/api/v1/movie", movie, user).status()).isEqualTo(201);
        assertProblem(
                http.post("/users/create_user", Tokens.account("b", Tokens.PASSWORD, "user"), user),
                403,
                "permission_denied");
    }

    @Test
    void adminPathsAreForAdministrators() {
        Http http = byDefault.http();
        String user = bearer(Tokens.access(http, Tokens.createUser(http, "user")));
        for (String path : new String[] {"/users/read_all", "/api/v1/users"}) {
            assertProblem(http.get(path), 401, "not_authenticated");
            assertProblem(http.get(path, user), 403, "permission_denied");
            assertThat(http.get(path, bearer(Tokens.admin(http))).header("Vary"))
                    .contains("Authorization");
        }
        assertThat(http.get("/users/read_all", user).json().required("detail").stringValue())
                .isEqualTo("Authentication Failed");
        assertProblem(http.delete("/users/delete/admin"), 401, "not_authenticated");
        assertProblem(http.delete("/users/delete/admin", user), 403, "permission_denied");
        assertProblem(http.put("/users/update", "{\"role\":\"admin\"}"), 401, "not_authenticated");
    }
}
