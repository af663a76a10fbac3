package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.OwnDatabase;
import io.github.stockroom.bootstrap.testing.ServiceProcess;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Wrong settings stop the start of the packaged jar, with one sentence; {@link SettingCheckTest} tries more of them.
 * Unknown variables are warned of.
 */
class WrongSettingsIT {

    @ParameterizedTest
    @CsvSource({
        "DB_PORT, 99999, 99999",
        "STOCKROOM_TRUSTEDPROXIES, foo, trusted-proxies",
        "STOCKROOM_ALLOWED_HOSTS, https://shop.example, allowed-hosts",
        "STOCKROOM_METRICS_NETWORKS, foo, metrics.networks",
        "STOCKROOM_PROXY_HEADERS, x-real-ip, proxy-headers",
        "STOCKROOM_HSTS_MAX_AGE, -1d, hsts-max-age",
        "STOCKROOM_IDEMPOTENCY_ANONYMOUS_SCOPE, none, anonymous-scope",
        "STOCKROOM_JWT_SECRET, too short for a hash of 256, STOCKROOM_JWT_SECRET",
        "STOCKROOM_JWT_PRIVATE_KEY, /etc/key.pem, STOCKROOM_JWT_PRIVATE_KEY",
        "STOCKROOM_ADMIN_PASSWORD, short, STOCKROOM_ADMIN_PASSWORD"
    })
    void wrongValuesInTheEnvironment(String name, String value, String named) {
        try (ServiceProcess service =
                ServiceProcess.inNewDirectory().with(name, value).ended()) {
            assertRefusedWithOneSentence(service, named);
        }
    }

    /** Instances behind one load balancer must accept each other's tokens, so none may make a secret of its own. */
    @Test
    void anExternalDatabaseWithoutASecretForTokens() {
        try (OwnDatabase database = DatabaseKind.POSTGRESQL.create();
                ServiceProcess service = ServiceProcess.inNewDirectory()
                        .on(database)
                        .with("STOCKROOM_JWT_SECRET", "")
                        .ended()) {
            assertRefusedWithOneSentence(service, "STOCKROOM_JWT_SECRET");
        }
    }

    @Test
    void aNameThatIsNoSetting() {
        try (ServiceProcess service = ServiceProcess.inNewDirectory()
                .argument("--stockroom.lst.max-rows=1")
                .ended()) {
            assertRefusedWithOneSentence(service, "stockroom.lst.max-rows");
        }
    }

    /** It does not stop the start: an environment has many owners. */
    @Test
    void aVariableThatIsNoSetting() {
        try (ServiceProcess service = ServiceProcess.inNewDirectory()
                .with("STOCKROOM_REQUIRE_IFMATCH", "true")
                .serving()) {
            assertThat(service.printed()).contains("no setting of this name: STOCKROOM_REQUIRE_IFMATCH\"");
        }
    }

    /** The warning names what the error misses. */
    @Test
    void aVariableThatIsNoSettingAndStopsTheStart() {
        try (ServiceProcess service = ServiceProcess.inNewDirectory()
                .with("STOCKROOM_OIDC_ISSUER", "https://issuer.example")
                .with("STOCKROOM_OIDC_AUDIENC", "stockroom")
                .ended()) {
            assertRefusedWithOneSentence(service, "audience");
            assertThat(service.printed()).contains("no setting of this name: STOCKROOM_OIDC_AUDIENC\"");
        }
    }

    @Test
    void aPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0);
                ServiceProcess service = ServiceProcess.inNewDirectory()
                        .with("SERVER_PORT", Integer.toString(taken.getLocalPort()))
                        .with("STOCKROOM_ADMIN_PASSWORD", Tokens.ADMIN_PASSWORD)
                        .ended()) {
            assertRefusedWithOneSentence(service, Integer.toString(taken.getLocalPort()));
        }
    }

    /** Asserts that it ended with an error, for one reason, which names this. */
    static void assertRefusedWithOneSentence(ServiceProcess service, String named) {
        assertThat(service.awaitExit(Duration.ofSeconds(1)))
                .as(service.printed())
                .isNotZero();
        assertThat(service.printed()).doesNotContain("\tat ", "\\tat ", "Caused by");
        List<String> errors = service.printed()
                .lines()
                .map(new JsonMapper()::readTree)
                .filter(event -> event.required("level").stringValue().equals("ERROR"))
                .map((JsonNode event) -> event.required("message").stringValue())
                .toList();
        assertThat(errors).as(service.printed()).hasSize(1);
        assertThat(errors.get(0)).contains(named).endsWith(".").doesNotContain("\n", "Exception");
    }
}
