package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Eventually;
import io.github.stockroom.bootstrap.testing.KeptConnection;
import io.github.stockroom.bootstrap.testing.RunningService;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The limit on connections (docs/security.md, "Budget"): an idle one makes room at the limit. */
@Timeout(60)
class ConnectionLimitTest {

    private static final int LIMIT = 3;
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String PASSWORD = "of the key store";

    @Test
    void holdsForPlainConnections() throws IOException {
        assertIdleOneMakesRoom(SocketFactory.getDefault());
    }

    @Test
    void holdsForTls(@TempDir Path directory) throws Exception {
        Path keys = directory.resolve("keys.p12");
        makeKeys(keys);
        assertIdleOneMakesRoom(
                trusting(keys),
                "server.ssl.key-store=" + keys,
                "server.ssl.key-store-type=PKCS12",
                "server.ssl.key-store-password=" + PASSWORD);
    }

    private static void assertIdleOneMakesRoom(SocketFactory sockets, String... settings) throws IOException {
        String[] all = Stream.concat(Stream.of("server.jetty.max-connections=" + LIMIT), Stream.of(settings))
                .toArray(String[]::new);
        List<KeptConnection> open = new ArrayList<>();
        try (RunningService service = RunningService.start(DatabaseKind.H2, all)) {
            for (int i = 0; i <= LIMIT; i++) {
                var connection = new KeptConnection(sockets, service.port());
                open.add(connection);
                connection.get("/healthz");
            }

            // As soon as there is room for one, the others may stay.
            Eventually.isTrue(
                    "one made room", SOON, () -> open.subList(0, LIMIT).stream().anyMatch(KeptConnection::hasEnded));
        } finally {
            for (KeptConnection connection : open) {
                connection.close();
            }
        }
    }

    private static void makeKeys(Path file) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
    }

    private static SocketFactory trusting(Path keys) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = new FileInputStream(keys.toFile())) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("service", store.getCertificate("mykey"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return tls.getSocketFactory();
    }
}
