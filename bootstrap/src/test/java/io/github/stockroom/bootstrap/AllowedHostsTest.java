package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.RawHttp;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.SampleRecords;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Under which names the service answers, on which interfaces, and to pages of which origins. */
@Execution(ExecutionMode.SAME_THREAD)
class AllowedHostsTest {

    private static final String DEFAULT = "stockroom.allowed-hosts=";
    private static final String PRODUCT = SampleRecords.json("Apple", 7);

    @Test
    void anEmbeddedDatabaseIsForItsOwnMachineUnlessTheOperatorSaysMore() throws IOException {
        try (var service = RunningService.start(DatabaseKind.H2, DEFAULT)) {
            assertListensOnLoopbackOnly(service);
            for (String host : List.of("localhost", "LOCALHOST:8000", "127.0.0.1", "[::1]:8000")) {
                assertThat(get(service, SampleRecords.PATH, host).status())
                        .as(host)
                        .isEqualTo(200);
            }
            for (String host :
                    List.of("evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.", "10.0.0.1")) {
                for (String path :
                        List.of(SampleRecords.PATH, "/docs", "/console", "/actuator/info", "/no/such/path")) {
                    assertProblem(get(service, path, host), 421, "misdirected-request");
                }
                Reply write = RawHttp.exchange(
                        service.port(),
                        "POST " + SampleRecords.PATH + " HTTP/1.1",
                        "Host: " + host,
                        "Origin: http://" + host,
                        "Content-Length: 0");
                assertProblem(write, 421, "misdirected-request");
                assertThat(write.has("Access-Control-Allow-Origin")).isFalse();
            }
        }
    }

    @Test
    void pagesOfThisMachineMayCallAnEmbeddedDatabase() {
        try (var service = RunningService.start(DatabaseKind.H2, DEFAULT)) {
            Http http = service.http();
            for (String origin : List.of(
                    "http://localhost:3000",
                    "http://127.0.0.1:5173",
                    "http://[::1]:3000",
                    "https://localhost",
                    "https://127.0.0.1:8443",
                    "https://[::1]:8443")) {
                Reply reply = http.post(SampleRecords.PATH, PRODUCT, "Origin: " + origin);
                assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(origin);
            }
            for (String origin : List.of(
                    "http://evil.example",
                    "null",
                    "http://localhost.evil.example",
                    "http://localhost:80.evil.example",
                    "http://localhost:",
                    "http://localhost@evil.example")) {
                Reply preflight = http.options(
                        SampleRecords.PATH,
                        "Origin: " + origin,
                        "Access-Control-Request-Method: POST",
                        "Access-Control-Request-Headers: content-type",
                        "Access-Control-Request-Private-Network: true");
                assertThat(preflight.headers().keySet())
                        .as(origin)
                        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
                assertThat(preflight.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
            }
        }
    }

    /** As load balancers send the address of an instance, and containers are asked by any name. */
    @Test
    void probesAreAnsweredUnderAnyName() {
        try (var service = RunningService.start(DatabaseKind.H2, "stockroom.allowed-hosts=shop.example,2001:db8::1")) {
            for (String path :
                    List.of("/", "/healthz", "/healthz/", "/ht", "/actuator/health", "/actuator/health/readiness")) {
                assertThat(get(service, path, "10.0.0.17:8000").status())
                        .as(path)
                        .isEqualTo(200);
            }
            assertThat(get(service, SampleRecords.PATH, "Shop.Example:8443").status())
                    .isEqualTo(200);
            assertThat(get(service, SampleRecords.PATH, "[2001:db8::1]").status())
                    .isEqualTo(200);
            assertProblem(get(service, SampleRecords.PATH, "localhost"), 421, "misdirected-request");
        }
    }

    @Test
    void aTrustedProxyTellsTheNameThatTheClientAskedFor() {
        try (var service = RunningService.start(
                DatabaseKind.H2, "stockroom.allowed-hosts=shop.example", "stockroom.trusted-proxies=127.0.0.1")) {
            Reply forwarded = RawHttp.exchange(
                    service.port(),
                    "GET " + SampleRecords.PATH + " HTTP/1.1",
                    "Host: inner",
                    "X-Forwarded-Host: shop.example");
            assertThat(forwarded.status()).isEqualTo(200);
            Reply evil = RawHttp.exchange(
                    service.port(),
                    "GET " + SampleRecords.PATH + " HTTP/1.1",
                    "Host: shop.example",
                    "X-Forwarded-Host: evil.example");
            assertProblem(evil, 421, "misdirected-request");
        }
    }

    @Test
    void oneSettingOpensItToAllNamesAndOrigins() {
        try (var service = RunningService.start(DatabaseKind.H2, "stockroom.allowed-hosts=*")) {
            assertThat(get(service, SampleRecords.PATH, "anything.example").status())
                    .isEqualTo(200);
            Reply preflight = service.http()
                    .options(
                            SampleRecords.PATH,
                            "Origin: https://shop.example",
                            "Access-Control-Request-Method: POST",
                            "Access-Control-Request-Private-Network: true");
            assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(preflight.has("Access-Control-Allow-Private-Network")).isFalse();
        }
    }

    @Test
    void aHostThatIsNoneIsRefused() {
        int port = DatabaseKind.H2.service().port();
        for (String host : List.of("a%41", "[[[", "a:b:c")) {
            assertProblem(RawHttp.exchange(port, "GET /swagger HTTP/1.1", "Host: " + host), 400);
        }
        assertThat(RawHttp.exchange(port, "GET /healthz HTTP/1.0").status()).isEqualTo(200);
    }

    private static Reply get(RunningService service, String path, String host) {
        return RawHttp.exchange(service.port(), "GET " + path + " HTTP/1.1", "Host: " + host);
    }

    private static void assertListensOnLoopbackOnly(RunningService service) throws IOException {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
        for (InetAddress address : others) {
            try (Socket socket = new Socket(address, service.port())) {
                throw new AssertionError("connected to " + socket);
            } catch (ConnectException e) {
                assertThat(e).hasMessageContaining("refused");
            }
        }
    }
}
