package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The readers of the metrics: monitoring in the networks that the operator named, and administrators. */
class MetricsAccessTest {

    private static final String METRICS = "/actuator/prometheus";

    @Test
    void thisMachineReadsThemUnasked() {
        assertThat(DatabaseKind.H2.service().http().get(METRICS).status()).isEqualTo(200);
    }

    /** A proxy on this machine, which connects from the loopback address, too. */
    @Test
    void whatAProxyForwardsIsNotOfThisMachine() {
        Http http = DatabaseKind.H2.service().http();
        for (String trace : List.of(
                "X-Forwarded-For: 127.0.0.1",
                "Forwarded: for=127.0.0.1",
                "X-Real-IP: 127.0.0.1",
                "Via: 1.1 proxy",
                "X-Forwarded-Host: localhost",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Port: 443",
                "X-Forwarded-Server: proxy",
                "X-Original-Forwarded-For: 127.0.0.1",
                "CF-Connecting-IP: 127.0.0.1",
                "CF-Connecting-IPv6: ::1",
                "True-Client-IP: 127.0.0.1",
                "X-Client-IP: 127.0.0.1",
                "Fastly-Client-IP: 127.0.0.1",
                "X-Cluster-Client-IP: 127.0.0.1",
                "X-Azure-ClientIP: 127.0.0.1",
                "X-Envoy-External-Address: 127.0.0.1",
                "CDN-Loop: cloudflare")) {
            for (String path : List.of(METRICS, METRICS + "/", "/actuator/%70rometheus")) {
                assertProblem(http.get(path, trace), 401, "not_authenticated");
                assertThat(http.head(path, trace).status()).isEqualTo(401);
            }
        }
    }

    @Test
    void elsewhereAdministratorsReadThem() {
        try (var service = RunningService.start(DatabaseKind.H2, "stockroom.metrics.networks=")) {
            Http http = service.http();
            assertProblem(http.get(METRICS), 401, "not_authenticated");
            String user = Tokens.access(http, Tokens.createUser(http, "user"));
            assertProblem(http.get(METRICS, Tokens.bearer(user)), 403, "permission_denied");
            assertProblem(http.get(METRICS, Tokens.bearer("bad")), 401, "token_not_valid");
            assertThat(http.get(METRICS, Tokens.bearer(Tokens.admin(http))).text())
                    .contains("jvm_memory_used_bytes");
        }
    }

    @Test
    void aTrustedProxysClientCountsByItsAddress() {
        try (var service = RunningService.start(
                DatabaseKind.H2,
                "stockroom.trusted-proxies=127.0.0.0/8",
                "stockroom.metrics.networks=127.0.0.0/8,10.1.0.0/16")) {
            Http http = service.http();
            assertThat(http.get(METRICS).status()).isEqualTo(200);
            assertThat(http.get(METRICS, "X-Forwarded-For: 10.1.2.3").status()).isEqualTo(200);
            assertThat(http.get(METRICS, "Forwarded: for=10.1.2.3").status()).isEqualTo(200);
            for (String other : List.of("203.0.113.9", "10.1.2.3, 203.0.113.9", "127.0.0.1", "unknown", "")) {
                assertProblem(http.get(METRICS, "X-Forwarded-For: " + other), 401, "not_authenticated");
            }
        }
    }

    @Test
    void theRuleIsASetting() {
        try (var service = RunningService.start(
                DatabaseKind.H2, "stockroom.metrics.networks=", "stockroom.access.metrics.read=anonymous")) {
            assertThat(service.http()
                            .get(METRICS, "X-Forwarded-For: 203.0.113.9")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void infoTellsVersionAndCommitAlone() {
        var info = DatabaseKind.H2.service().http().get("/actuator/info").json();
        assertThat(info.propertyNames()).containsExactlyInAnyOrder("build", "git");
        assertThat(info.required("build").propertyNames()).containsExactly("version");
        assertThat(info.required("git").required("commit").propertyNames()).containsExactly("id");
    }
}
