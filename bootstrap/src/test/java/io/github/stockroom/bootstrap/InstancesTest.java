package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.Tokens.bearer;
import static io.github.stockroom.bootstrap.testing.Tokens.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Eventually;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OwnDatabase;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three instances of the service on one database, as behind a load balancer. */
class InstancesTest {

    /** After this, what one instance did to an account holds on all. */
    private static final Duration EVERYWHERE = Duration.ofSeconds(30);

    private static OwnDatabase database;
    /** The one that the tests of limits call from; the others are not limited by it. */
    private static final String CLIENT = "X-Forwarded-For: 198.51.100.7";

    private static List<RunningService> services;

    private final List<Http> instances =
            services.stream().map(RunningService::http).toList();
    private final Http one = instances.get(0);
    private final Http other = instances.get(1);

    @BeforeAll
    static void start() {
        database = DatabaseKind.POSTGRESQL.create();
        String[] limits = {
            "stockroom.trusted-proxies=127.0.0.1,::1",
            "stockroom.sign-up.accounts-per-address=8",
            "stockroom.token.refused-refreshes-per-address=4"
        };
        services = Stream.generate(() -> RunningService.start(new OwnDatabase(database.settings(), () -> {}), limits))
                .limit(3)
                .toList();
    }

    @AfterAll
    static void stop() {
        services.forEach(RunningService::close);
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
        for (int i = 0; i < 10; i++) {
            assertProblem(instance(i).post("/api/token", Tokens.credentials(name, "wrong")), 401, "no_active_account");
        }
        for (Http http : instances) {
            assertProblem(http.post("/api/token", Tokens.credentials(name, Tokens.PASSWORD)), 429, "too-many-requests");
        }
    }

    @Test
    void countRefusedRefreshesTogether() {
        String body = "{\"refresh\":\"nonsense\"}";
        for (int i = 0; i < 4; i++) {
            assertProblem(instance(i).post("/api/token/refresh", body, CLIENT), 401, "refresh_token_not_valid");
        }
        for (Http http : instances) {
            Reply refused = http.post("/api/token/refresh", body, CLIENT);
            assertProblem(refused, 429, "too-many-requests");
            assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"refresh\";q=4;w=60");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        }
    }

    @Test
    void countSignUpsTogether() {
        for (int i = 0; i < 8; i++) {
            instance(i).post("/users/create_user", Tokens.account(Tokens.newName(), Tokens.PASSWORD, "user"), CLIENT);
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
    void doOnceWhatAllAreAskedUnderOneKeyAtTheSameTime() {
        for (int round = 0; round < 20; round++) {
            String key = "Idempotency-Key: " + UUID.randomUUID();
            String name = UUID.randomUUID().toString();
            List<CompletableFuture<Reply>> replies = instances.stream()
                    .map(http ->
                            CompletableFuture.supplyAsync(() -> http.post(Products.PATH, Products.json(name, 7), key)))
                    .toList();

            assertThat(replies)
                    .allSatisfy(reply -> assertThat(reply.join().status()).isEqualTo(201));
            assertThat(replies.stream().filter(reply -> !reply.join().has("Idempotency-Replayed")))
                    .hasSize(1);
            assertThat(one.get(Products.PATH + "?product=" + name).column("id")).hasSize(1);
        }
    }

    /** Each instance has seen the account of each token a moment before. */
    @Test
    void refuseTokensEverywhereInTimeAfterOneInstanceEndedThem() {
        String admin = bearer(Tokens.admin(one));
        String changed = newUser();
        String reset = newUser();
        String suspended = newUser();
        String signedOut = newUser();
        String deleted = newUser();
        Map<String, String> tokens = new LinkedHashMap<>();
        for (String name : List.of(changed, reset, suspended, signedOut, deleted)) {
            String token = bearer(Tokens.access(one, name));
            tokens.put(name, token);
            assertThat(instances)
                    .allSatisfy(http -> assertThat(isAccepted(http, token)).isTrue());
        }

        String passwords = "{\"old_password\":\"" + Tokens.PASSWORD
                + "\",\"new_password1\":\"another pass\",\"new_password2\":\"another pass\"}";
        assertThat(one.post("/api/v1/users/auth/password/change", passwords, tokens.get(changed))
                        .status())
                .isEqualTo(200);
        assertThat(one.patch("/users/" + reset, "{\"password\":\"another pass\"}", admin)
                        .status())
                .isEqualTo(200);
        assertThat(one.patch("/users/" + suspended, "{\"active\":false}", admin).status())
                .isEqualTo(200);
        assertThat(one.post("/api/v1/users/auth/logout", "", tokens.get(signedOut))
                        .status())
                .isEqualTo(200);
        assertThat(one.delete("/users/delete/" + deleted, admin).status()).isBetween(200, 204);

        assertThat(tokens.values()).noneMatch(token -> isAccepted(one, token));
        Eventually.isTrue(
                "all instances refuse the tokens",
                EVERYWHERE,
                () -> tokens.values().stream()
                        .noneMatch(token -> instances.stream().anyMatch(http -> isAccepted(http, token))));
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

    private Http instance(int number) {
        return instances.get(number % instances.size());
    }

    /** Creates an account from an address of its own, which leaves the others what they may still create. */
    private String newUser() {
        String name = Tokens.newName();
        Reply created = one.post(
                "/users/create_user", Tokens.account(name, Tokens.PASSWORD, "user"), "X-Forwarded-For: 198.51.100.8");
        assertThat(created.status()).isEqualTo(201);
        return name;
    }

    private static boolean isAccepted(Http http, String token) {
        return http.get("/auth/check_token", token).status() != 401;
    }
}
