package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.Tokens.bearer;
import static io.github.stockroom.bootstrap.testing.Tokens.text;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.FakeIssuer;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OwnDatabase;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.Tokens;
import io.github.stockroom.rest.audit.AuditLog;
import java.util.List;
import java.util.UUID;
import net.logstash.logback.encoder.LogstashEncoder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each change of an account is one event in the log (docs/contract.md: Audit log). */
class AuditLogTest {

    private static final String NEW = "another pass of a user";
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(AuditLog.LOGGER);

    private static final FakeIssuer issuer = new FakeIssuer();

    private static RunningService service;

    private final ListAppender<ILoggingEvent> events = new ListAppender<>();
    private final LogstashEncoder encoder = new LogstashEncoder();
    private final Http http = service.http();
    private String admin;
    private String name;

    @BeforeAll
    static void startService() {
        service = RunningService.start(
                DatabaseKind.H2,
                "stockroom.oidc.issuer=" + issuer.url(),
                "stockroom.oidc.audience=" + FakeIssuer.CLIENT,
                "stockroom.oidc.accounts=create");
    }

    @AfterAll
    static void stopService() {
        service.close();
        issuer.close();
    }

    @BeforeEach
    void listen() {
        admin = bearer(Tokens.admin(http));
        name = Tokens.createUser(http, "user");
        encoder.setContext(LOGGER.getLoggerContext());
        encoder.start();
        events.start();
        LOGGER.setLevel(Level.INFO); // tests log warnings only
        LOGGER.addAppender(events);
    }

    @AfterEach
    void stopListening() {
        LOGGER.detachAppender(events);
        LOGGER.setLevel(null);
    }

    @Test
    void tellsWhoChangedWhomAndFromWhere() {
        http.patch("/users/" + name, "{\"role\":\"admin\",\"password\":\"" + NEW + "\"}", admin, "X-Request-Id: r-1");

        JsonNode event = onlyEvent("account-changed");
        assertThat(event.required("level").stringValue()).isEqualTo("INFO");
        assertThat(event.required("request_id").stringValue()).isEqualTo("r-1");
        assertThat(event.required("client").stringValue()).isEqualTo("127.0.0.1");
        assertThat(event.required("actor").longValue()).isPositive();
        assertThat(event.required("actor_name").stringValue()).isEqualTo("admin");
        assertThat(event.required("account").longValue()).isPositive();
        assertThat(event.required("account_name").stringValue()).isEqualTo(name);
        assertThat(event.required("role").stringValue()).isEqualTo("admin");
        assertThat(event.required("active").booleanValue()).isTrue();
        assertThat(event.required("password").booleanValue()).isTrue();
    }

    @Test
    void tellsEveryKindOfChangeAndNoSecret() {
        String other = Tokens.newName();
        String key = "Idempotency-Key: " + UUID.randomUUID();
        for (int i = 0; i < 2; i++) { // the second is a replay
            http.post("/users/create_user", Tokens.account(other, Tokens.PASSWORD, "user"), key);
        }
        String access = text(Tokens.open(http, other), "access");
        http.post(
                "/api/v1/users/auth/password/change",
                "{\"old_password\":\"" + Tokens.PASSWORD + "\",\"new_password1\":\"" + NEW + "\",\"new_password2\":\""
                        + NEW + "\"}",
                bearer(access));
        String token = text(http.post("/users/" + other + "/reset", "", admin), "token");
        http.post(
                "/auth/reset",
                "{\"token\":\"" + token + "\",\"new_password1\":\"third " + NEW + "\",\"new_password2\":\"third " + NEW
                        + "\"}");
        http.patch("/users/" + other, "{\"active\":false}", admin);
        http.delete("/users/delete/" + other, admin);

        assertThat(logged().stream().map(event -> event.required("event").stringValue()))
                .containsExactly(
                        "account-created",
                        "password-changed",
                        "reset-created",
                        "password-reset",
                        "account-changed",
                        "account-deleted");
        assertThat(logged())
                .allSatisfy(event ->
                        assertThat(event.required("account_name").stringValue()).isEqualTo(other));
        assertThat(logged().toString()).doesNotContain(Tokens.PASSWORD, NEW, access, token);
        assertThat(logged().get(3).has("actor")).isFalse();
    }

    @Test
    void tellsOfKeysAndWhatWasDoneWithThem() {
        Reply key = http.post("/api-keys", "{\"name\":\"x\",\"scopes\":[\"accounts:write\"]}", admin);
        http.patch("/users/" + name, "{\"active\":false}", "X-Api-Key: " + text(key, "key"));
        http.delete("/api-keys/" + key.id(), admin);

        assertThat(logged().stream().map(event -> event.required("event").stringValue()))
                .containsExactly("api-key-created", "account-changed", "api-key-revoked");
        long id = Long.parseLong(key.id());
        assertThat(logged().get(0).required("api_key").longValue()).isEqualTo(id);
        assertThat(logged().get(1).required("actor_api_key").longValue()).isEqualTo(id);
        assertThat(logged().get(1).required("actor_name").stringValue()).isEqualTo("admin");
        assertThat(logged().get(2).required("api_key").longValue()).isEqualTo(id);
        assertThat(logged().toString()).doesNotContain(text(key, "key"));
    }

    @Test
    void tellsOnceThatATokenOfAnOutsideIssuerMadeAnAccount() {
        String other = Tokens.newName();
        String token = issuer.token(other, claims -> claims.claim("preferred_username", other));
        http.get("/auth/check_token", bearer(token), "X-Request-Id: r-2");
        http.get("/auth/check_token", bearer(token));

        JsonNode event = onlyEvent("account-created");
        assertThat(event.required("request_id").stringValue()).isEqualTo("r-2");
        assertThat(event.required("client").stringValue()).isEqualTo("127.0.0.1");
        assertThat(event.required("actor_name").stringValue()).isEqualTo(other);
        assertThat(event.required("account_name").stringValue()).isEqualTo(other);
        assertThat(event.required("role").stringValue()).isEqualTo("user");
        assertThat(event.required("identity").booleanValue()).isTrue();
        assertThat(logged().toString()).doesNotContain(token);
    }

    @Test
    void tellsOfTheFirstAdministrator() {
        try (OwnDatabase database = DatabaseKind.H2.create()) {
            OwnDatabase kept = new OwnDatabase(database.settings(), () -> {});
            RunningService.start(kept).close();
            JsonNode event = onlyEvent("account-created");
            assertThat(event.required("account_name").stringValue()).isEqualTo("admin");
            assertThat(event.required("role").stringValue()).isEqualTo("admin");
            assertThat(event.has("actor")).isFalse();
            assertThat(event.has("request_id")).isFalse();
            assertThat(logged().toString()).doesNotContain(Tokens.ADMIN_PASSWORD);

            RunningService.start(kept).close();
            assertThat(logged()).as("at the second start").hasSize(1);
        }
    }

    @Test
    void tellsNothingWhenNothingChanged() {
        http.patch("/users/" + name, "{\"role\":\"user\"}", admin);
        http.patch("/users/" + name, "{\"role\":\"boss\"}", admin);
        http.delete("/users/delete/" + Tokens.newName(), admin);

        assertThat(logged()).isEmpty();
    }

    private JsonNode onlyEvent(String code) {
        assertThat(logged())
                .singleElement()
                .satisfies(event ->
                        assertThat(event.required("event").stringValue()).isEqualTo(code));
        return logged().get(0);
    }

    private List<JsonNode> logged() {
        return List.copyOf(events.list).stream()
                .map(event -> JsonMapper.shared().readTree(encoder.encode(event)))
                .toList();
    }
}
