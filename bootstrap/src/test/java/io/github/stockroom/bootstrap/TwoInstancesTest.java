package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.Tokens.bearer;
import static io.github.stockroom.bootstrap.testing.Tokens.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OwnDatabase;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two instances of the service on one database, as behind a load balancer. */
class TwoInstancesTest {

    private static OwnDatabase database;
    /** The one that the tests of limits call from; the others are not limited by it. */
    private static final String CLIENT = "X-Forwarded-For: 198.51.100.7";

    private static RunningService first;
    private static RunningService second;

    private final Http one = first.http();
    private final Http other = second.http();

    @BeforeAll
    static void start() {
        database = DatabaseKind.POSTGRESQL.create();
        String[] limits = {
            "stockroom.trusted-proxies=127.0.0.1,::1",
            "stockroom.sign-up.accounts-per-address=8",
            "stockroom.token.refused-refreshes-per-address=4"
        };
        first = RunningService.start(new OwnDatabase(database.settings(), () -> {}), limits);
        second = RunningService.start(new OwnDatabase(database.settings(), () -> {}), limits);
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
        database.close();
    }

    @Test
    void acceptEachOthersTokens() {
        String name = Tokens.createUser(one, "user");
        Reply tokens = Tokens.open(one, name);
        assertThat(text(other.get("/api/v1/users/auth/user", bearer(text(tokens, "access"))), "username"))
                .isEqualTo(name);
        Reply renewed = other.post("/api/token/refresh", "{\"refresh\":\"" + text(tokens, "refresh") + "\"}");
        assertThat(renewed.status()).isEqualTo(200);
        assertThat(one.get("/api/v1/users/auth/user", bearer(text(renewed, "access")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void countFailuresTogether() {
        String name = Tokens.createUser(one, "user");
        for (int i = 0; i < 5; i++) {
            assertProblem(one.post("/api/token", Tokens.credentials(name, "wrong")), 401, "no_active_account");
            assertProblem(other.post("/api/token", Tokens.credentials(name, "wrong")), 401, "no_active_account");
        }
        assertProblem(one.post("/api/token", Tokens.credentials(name, Tokens.PASSWORD)), 429, "too-many-requests");
        assertProblem(other.post("/api/token", Tokens.credentials(name, Tokens.PASSWORD)), 429, "too-many-requests");
    }

    @Test
    void countRefusedRefreshesTogether() {
        String body = "{\"refresh\":\"nonsense\"}";
        for (int i = 0; i < 2; i++) {
            assertProblem(one.post("/api/token/refresh", body, CLIENT), 401, "refresh_token_not_valid");
            assertProblem(other.post("/api/token/refresh", body, CLIENT), 401, "refresh_token_not_valid");
        }
        for (Http http : List.of(one, other)) {
            Reply refused = http.post("/api/token/refresh", body, CLIENT);
            assertProblem(refused, 429, "too-many-requests");
            assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"refresh\";q=4;w=60");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        }
    }

    @Test
    void countSignUpsTogether() {
        Http[] instances = {one, other};
        for (int i = 0; i < 8; i++) {
            instances[i % 2].post(
                    "/users/create_user", Tokens.account(Tokens.newName(), Tokens.PASSWORD, "user"), CLIENT);
        }
        for (Http http : instances) {
            Reply refused =
                    http.post("/users/create_user", Tokens.account(Tokens.newName(), Tokens.PASSWORD, "user"), CLIENT);
            assertProblem(refused, 429, "too-many-requests");
            assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"sign-up\";q=8;w=3600");
        }
        assertThat(Tokens.admin(one)).isNotEmpty();
    }

    @Test
    void knowEachOthersKeys() {
        String key = "Idempotency-Key: " + UUID.randomUUID();
        Reply created = one.post(Products.PATH, Products.json("Apple", 7), key);
        Reply replayed = other.post(Products.PATH, Products.json("Apple", 7), key);
        assertThat(replayed.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(replayed.text()).isEqualTo(created.text());
    }

    @Test
    void knowEachOthersApiKeysUntilTheyAreRevoked() {
        String user = bearer(Tokens.access(one, Tokens.createUser(one, "user")));
        Reply created = one.post("/api-keys", "{\"name\":\"x\",\"scopes\":[\"profile:read\"]}", user);
        String key = "X-Api-Key: " + text(created, "key");
        assertThat(other.get("/auth/check_token", key).status()).isEqualTo(200);

        one.delete("/api-keys/" + created.id(), user);

        assertProblem(other.get("/auth/check_token", key), 401, "token_not_valid");
    }

    @Test
    void redeemEachOthersResetTokensOnce() {
        String name = Tokens.createUser(one, "user");
        String token = text(one.post("/users/" + name + "/reset", "", bearer(Tokens.admin(one))), "token");
        String body =
                "{\"token\":\"" + token + "\",\"new_password1\":\"another pass\",\"new_password2\":\"another pass\"}";

        assertThat(other.post("/auth/reset", body).status()).isEqualTo(200);
        assertProblem(one.post("/auth/reset", body), 422, "validation");
        assertThat(one.post("/api/token", Tokens.credentials(name, "another pass"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void makeOneAdministrator() {
        assertThat(one.get("/users/read_all", bearer(Tokens.admin(other))).column("role"))
                .filteredOn("admin"::equals)
                .hasSize(1);
    }
}
