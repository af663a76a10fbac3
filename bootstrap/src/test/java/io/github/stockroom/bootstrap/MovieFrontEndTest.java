package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.Tokens.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Eventually;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OnEachDatabase;
import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The React front end of the earlier movies system, call by call as its code makes them (docs/contract.md: Movies). */
@OnEachDatabase
class MovieFrontEndTest {

    private static final String MOVIE = "/api/v1/movie";
    private static final String USER = "/api/v1/users/auth/user";

    private final DatabaseKind database;

    MovieFrontEndTest(DatabaseKind database) {
        this.database = database;
    }

    @Test
    void signsInWritesOutlivesItsAccessTokenAndSignsOut() {
        try (RunningService service = RunningService.start(database, "stockroom.token.access-lifetime=2s")) {
            Http http = service.http();
            String name = Tokens.createUser(http, "user");

            // axios hands null to the browser, which sends that word
            Reply tokens = http.post(
                    "/api/token",
                    Tokens.credentials(name, Tokens.PASSWORD),
                    "Authorization: null",
                    "x-api-key: committed-long-ago");
            assertThat(tokens.status()).isEqualTo(200);
            assertThat(tokens.json().propertyNames()).containsExactly("refresh", "access");
            assertThat(tokens.header("Cache-Control")).isEqualTo("no-store");
            String access = text(tokens, "access");
            String refresh = text(tokens, "refresh");

            Reply user = http.get(USER, Tokens.bearer(access));
            assertThat(user.status()).isEqualTo(200);
            assertThat(user.json().propertyNames())
                    .containsExactly("pk", "username", "email", "first_name", "last_name");
            assertThat(text(user, "username")).isEqualTo(name);
            assertThat(http.get(USER + "/", Tokens.bearer(access)).text()).isEqualTo(user.text());

            Reply created = http.post(
                    MOVIE, "{\"title\":\"heat\",\"description\":\"\",\"year\":\"1995\"}", Tokens.bearer(access));
            assertThat(created.status()).as(created.toString()).isEqualTo(201);
            Reply upper = http.patch(MOVIE + created.id(), "{\"title\":\"HEAT\"}", Tokens.bearer(access));
            assertThat(upper.status()).as(upper.toString()).isEqualTo(200);
            assertThat(text(upper, "title")).isEqualTo("HEAT");

            Reply expired = Eventually.get("the access token expires", Duration.ofSeconds(10), () -> {
                Reply reply = raw(service, access);
                return reply.status() == 401 ? reply : null;
            });
            // What the front end looks at before it refreshes
            assertThat(expired.reason()).isEqualTo("Unauthorized");
            JsonNode problem = assertProblem(expired, 401, "token_not_valid");
            assertThat(problem.required("messages").get(0).required("message").stringValue())
                    .isEqualTo("Token is invalid or expired");

            assertThat(expiryAsTheBrowserReadsIt(refresh)).isGreaterThan(System.currentTimeMillis() / 1000);
            Reply renewed = http.post("/api/token/refresh", "{\"refresh\":\"" + refresh + "\"}", Tokens.bearer(access));
            assertThat(renewed.status()).as(renewed.toString()).isEqualTo(200);
            assertThat(text(renewed, "refresh")).isNotEqualTo(refresh);
            String next = text(renewed, "access");

            assertThat(http.delete(MOVIE + created.id(), Tokens.bearer(next)).status())
                    .isEqualTo(204);

            Reply out = http.send("POST", "/api/v1/users/auth/logout", new byte[0], Tokens.bearer(next));
            assertThat(out.status()).isEqualTo(200);
            assertThat(out.text()).isEqualTo("{\"detail\":\"Successfully logged out.\"}");
            assertProblem(http.get(USER, Tokens.bearer(next)), 401, "token_not_valid");
            assertProblem(
                    http.post("/api/token/refresh", "{\"refresh\":\"" + text(renewed, "refresh") + "\"}"),
                    401,
                    "refresh_token_not_valid");
        }
    }

    /** The client of the JDK hides the reason phrase. */
    private static Reply raw(RunningService service, String access) {
        return RawHttp.request(service.port(), "GET", USER, Tokens.bearer(access), "Connection: close");
    }

    /** {@code JSON.parse(atob(token.split('.')[1])).exp}; atob knows no base64url and needs no padding. */
    private static long expiryAsTheBrowserReadsIt(String token) {
        String payload = new String(Base64.getDecoder().decode(token.split("\\.")[1]), StandardCharsets.ISO_8859_1);
        return new JsonMapper().readTree(payload).required("exp").longValue();
    }
}
