package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.Tokens.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OnEachDatabase;
import io.github.stockroom.bootstrap.testing.OwnDatabase;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.SampleRecords;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code Idempotency-Key} where accounts and tokens are made. */
@OnEachDatabase
class IdempotentAccountsTest {

    private final String key = "Idempotency-Key: " + UUID.randomUUID();
    private final RunningService service;
    private final Http http;

    IdempotentAccountsTest(DatabaseKind database) {
        service = database.service();
        http = service.http();
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

    /** The stored data of a request reveals nothing of the password in it without the key of the service. */
    @Test
    void theDigestOfARequestIsKeyed() throws Exception {
        String account = Tokens.account(Tokens.newName(), Tokens.PASSWORD, "user");
        assertThat(http.post("/users/create_user", account, key).status()).isEqualTo(201);

        assertThat(fingerprints()).isNotEmpty().doesNotContain(plainDigest(account));
    }

    @Test
    void aReplyOfAnEarlierVersionIsReplayed() throws Exception {
        String account = Tokens.account(Tokens.newName(), Tokens.PASSWORD, "user");
        List<String> before = fingerprints();
        http.post("/users/create_user", account, key);
        String stored = fingerprints().stream()
                .filter(fingerprint -> !before.contains(fingerprint))
                .findFirst()
                .orElseThrow();
        JdbcClient.create(service.database())
                .sql("update idempotent_replies set fingerprint = ? where fingerprint = ?")
                .params(plainDigest(account), stored)
                .update();

        assertThat(http.post("/users/create_user", account, key).header("Idempotency-Replayed"))
                .isEqualTo("true");
        assertProblem(http.post("/users/create_user", account + " ", key), 422, "idempotency-key-reused");
    }

    @Test
    void replaysOutliveAChangeOfTheSecret() {
        String account = Tokens.account(Tokens.newName(), Tokens.PASSWORD, "user");
        try (OwnDatabase own = DatabaseKind.POSTGRESQL.create()) {
            OwnDatabase shared = new OwnDatabase(own.settings(), () -> {});
            try (RunningService before = RunningService.start(shared)) {
                before.http().post("/users/create_user", account, key);
            }
            try (RunningService after = RunningService.start(
                    shared,
                    "stockroom.jwt.secret=the next secret of at least 32 bytes",
                    "stockroom.jwt.previous-secret=" + Tokens.SECRET)) {
                assertThat(after.http().post("/users/create_user", account, key).header("Idempotency-Replayed"))
                        .isEqualTo("true");
            }
        }
    }

    private List<String> fingerprints() {
        return JdbcClient.create(service.database())
                .sql("select fingerprint from idempotent_replies where fingerprint is not null")
                .query(String.class)
                .list();
    }

    /** Returns the digest that versions before 2026-12 stored. */
    private static String plainDigest(String body) throws Exception {
        byte[] digested = MessageDigest.getInstance("SHA-256")
                .digest(("application/json\n" + body).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digested);
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
        assertThat(http.post(SampleRecords.PATH, SampleRecords.json("Apple", 7), key, token)
                        .status())
                .isEqualTo(201);
        assertThat(http.delete("/users/delete/" + name, bearer(Tokens.admin(http)))
                        .status())
                .isEqualTo(204);
        assertProblem(
                http.post(SampleRecords.PATH, SampleRecords.json("Apple", 7), key, token), 401, "token_not_valid");
    }
}
