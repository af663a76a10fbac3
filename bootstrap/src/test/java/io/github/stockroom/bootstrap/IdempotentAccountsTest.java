package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.Tokens.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OnEachDatabase;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** {@code Idempotency-Key} where accounts and tokens are made. */
@OnEachDatabase
class IdempotentAccountsTest {

    private final String key = "Idempotency-Key: " + UUID.randomUUID();
    private final Http http;

    IdempotentAccountsTest(DatabaseKind database) {
        http = database.service().http();
    }

    @Test
    void anAccountIsCreatedOnce() {
        String account = Tokens.account(Tokens.newName(), Tokens.PASSWORD, "user");
        Reply first = http.post("/users/create_user", account, key);
        Reply second = http.post("/users/create_user", account, key);
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text()).isEqualTo("null");
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.header("Cache-Control")).isEqualTo("no-store");
        assertProblem(http.post("/users/create_user", account), 409, "username-taken");
        assertProblem(
                http.post("/users/create_user", account, "Idempotency-Key: " + UUID.randomUUID()),
                409,
                "username-taken");
    }

    @Test
    void signingInIgnoresKeys() {
        String name = Tokens.createUser(http, "user");
        String credentials = Tokens.credentials(name, Tokens.PASSWORD);
        Reply first = http.post("/api/token", credentials, key);
        Reply second = http.post("/api/token", credentials, key);
        assertThat(first.status()).isEqualTo(200);
        assertThat(second.text()).isNotEqualTo(first.text());
        assertThat(second.has("Idempotency-Replayed")).isFalse();
        assertThat(http.post("/api/token", credentials, "Idempotency-Key: a b").status())
                .isEqualTo(200);
    }

    @Test
    void whoeverLostTheRightGetsNoReplay() {
        String name = Tokens.createUser(http, "user");
        String token = bearer(Tokens.access(http, name));
        assertThat(http.post(Products.PATH, Products.json("Apple", 7), key, token)
                        .status())
                .isEqualTo(201);
        assertThat(http.delete("/users/delete/" + name, bearer(Tokens.admin(http)))
                        .status())
                .isEqualTo(204);
        assertProblem(http.post(Products.PATH, Products.json("Apple", 7), key, token), 401, "token_not_valid");
    }
}
