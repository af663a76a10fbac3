package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingVariablesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STOCKROOM_REQUIRE_IFMATCH",
                "STOCKROOM_REQUIRE_IF_MATCHES",
                "STOCKROOM_SIGN_IN",
                "STOCKROOM_JWT_SECRETS",
                "STOCKROOM_DATABASE_READER",
                "STOCKROOM_PORTS",
                "STOCKROOM_PORT",
                "STOCKROOM_"
            })
    void reportsUnknownNames(String variable) {
        assertThat(SettingVariables.unknown(Map.of(variable, "8000"))).containsExactly(variable);
    }

    @Test
    void ignoresAnAddressThatKubernetesSets() {
        assertThat(SettingVariables.unknown(Map.of("STOCKROOM_PORT", "tcp://10.0.0.11:8000")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STOCKROOM_REQUIRE_IF_MATCH",
                "STOCKROOM_REQUIREIFMATCH",
                "STOCKROOM_SIGNIN_FAILURESPERACCOUNT",
                "STOCKROOM_TRUSTED_PROXIES_0",
                "STOCKROOM_TRUSTEDPROXIES_0_",
                "STOCKROOM_ACCESS_ITEMS_WRITE",
                "STOCKROOM_COMMIT",
                "STOCKROOM_SERVICE_HOST",
                "STOCKROOM_SERVICE_PORT_HTTP",
                "STOCKROOM_POSTGRES_SERVICE_HOST",
                "STOCKROOM_POSTGRES_PORT_5432_TCP",
                "STOCKROOM_PORT_8000_TCP_ADDR",
                "DB_HOST",
                "stockroom_port",
                "HOME"
            })
    void ignoresKnownAndForeignNames(String variable) {
        assertThat(SettingVariables.unknown(Map.of(variable, "8000"))).isEmpty();
    }
}
