package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.Tokens.bearer;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.github.stockroom.application.AtOnce;
import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.FakeIssuer;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys of an outside issuer (docs/contract.md: Tokens of an outside issuer). */
class OidcKeysTest {

    private static final Duration FETCH = Duration.ofSeconds(2);

    private final FakeIssuer issuer = new FakeIssuer();

    @AfterEach
    void stop() {
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256"})
    void algorithmsOfTheListAreAccepted(String algorithm) {
        issuer.signBy(JWSAlgorithm.parse(algorithm));

        try (RunningService service = start()) {
            assertThat(status(service, token())).isEqualTo(200);
            assertThat(status(service, issuer.forged("subject"))).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS384", "RS512", "PS512"})
    void otherAlgorithmsAreRefused(String algorithm) {
        issuer.signBy(JWSAlgorithm.parse(algorithm));

        try (RunningService service = start()) {
            assertThat(status(service, token())).isEqualTo(401);
        }
    }

    @Test
    void newKeysAreFoundAndUnknownOnesCauseNoStormOfFetches() {
        try (RunningService service = start()) {
            assertThat(status(service, token())).isEqualTo(200);
            issuer.rotate();
            assertThat(status(service, token())).isEqualTo(200);
            assertThat(issuer.fetches()).isEqualTo(2);

            for (int i = 0; i < 50; i++) {
                assertThat(status(service, issuer.tokenOfUnknownKey("subject"))).isEqualTo(401);
            }

            assertThat(issuer.fetches()).isLessThanOrEqualTo(4);
            assertThat(status(service, token())).isEqualTo(200);
        }
    }

    @Test
    void keysOutliveTheIssuer() {
        String token = token();
        try (RunningService service = start()) {
            assertThat(status(service, token)).isEqualTo(200);
            issuer.close();

            assertThat(status(service, issuer.tokenOfUnknownKey("subject"))).isEqualTo(401);
            assertThat(status(service, token)).isEqualTo(200);
        }
    }

    @Test
    void withoutKeysTokensAreRefusedAndOurOwnAreGood() {
        issuer.close();

        assertOnlyOurOwnAreGood();
    }

    @Test
    void oversizedKeySetIsRefused() {
        issuer.answer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                exchange.getResponseBody().write(" ".repeat(5_000_000).getBytes(US_ASCII));
                exchange.getResponseBody().write(issuer.publicKeys().getBytes(US_ASCII));
            } catch (IOException e) {
                return; // the service hangs up
            }
        });

        assertOnlyOurOwnAreGood();
    }

    @Test
    void redirectsAreNotFollowed() {
        issuer.answer(exchange -> {
            exchange.getResponseHeaders().set("Location", issuer.url() + "/again");
            exchange.sendResponseHeaders(302, -1);
        });

        assertOnlyOurOwnAreGood();
        assertThat(issuer.fetches()).isLessThanOrEqualTo(2);
    }

    private void assertOnlyOurOwnAreGood() {
        try (RunningService service = start()) {
            assertThat(status(service, token())).isEqualTo(401);
            assertThat(status(service, Tokens.admin(service.http()))).isEqualTo(200);
        }
    }

    @Test
    void shortRsaKeyIsRefused() throws JOSEException {
        issuer.signWith(new RSAKeyGenerator(1024, true)
                .keyID(UUID.randomUUID().toString())
                .generate());

        try (RunningService service = start()) {
            assertThat(status(service, token())).isEqualTo(401);
        }
    }

    @Test
    void keysOfTheSettingsAreUsedAndNothingIsFetched(@TempDir Path directory) throws IOException {
        String keys = issuer.publicKeys();
        Path file = Files.writeString(directory.resolve("keys.json"), keys);
        String token = token();
        issuer.rotate();

        for (String setting : new String[] {"jwks=" + keys, "jwks-file=" + file}) {
            try (RunningService service = start("stockroom.oidc." + setting)) {
                assertThat(status(service, token)).as(setting).isEqualTo(200);
                assertThat(status(service, token()))
                        .as("a key that is not in the settings")
                        .isEqualTo(401);
            }
        }
        assertThat(issuer.fetches()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jwks=nonsense",
                "jwks={\"keys\":[]}",
                "jwks={\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0LW9mLXRoZS1zZXJ2aWNlLWFuZC1pdHMtaXNzdWVy\"}]}",
                "jwks={\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}]}",
                "jwks-file=/nowhere/keys.json",
                "jwks-file=/proc"
            })
    void unusableKeysInTheSettingsEndTheStartInOneSentence(String setting) {
        Throwable failure =
                catchThrowable(() -> start("stockroom.oidc." + setting).close());

        assertThat(StartupFailureReporter.sentence(failure))
                .contains("stockroom.oidc." + setting.split("=", 2)[0])
                .endsWith(".")
                .doesNotContain("\n", "Exception", "c2VjcmV0");
    }

    @Test
    void slowIssuerHoldsNoRequestBeyondTheTimeOfAFetch() throws Exception {
        var released = new CountDownLatch(1);
        issuer.answer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        String token = token();
        try (RunningService service = start()) {
            String own = Tokens.admin(service.http());

            var durations = AtOnce.run(8, i -> {
                long start = System.nanoTime();
                assertThat(status(service, i == 0 ? own : token)).isEqualTo(i == 0 ? 200 : 401);
                return Duration.ofNanos(System.nanoTime() - start);
            });

            assertThat(durations).allSatisfy(duration -> assertThat(duration).isLessThan(FETCH.multipliedBy(2)));
            assertThat(durations.get(0)).isLessThan(FETCH);
        } finally {
            released.countDown();
        }
    }

    private RunningService start(String... properties) {
        String[] all = Stream.concat(
                        Stream.of(
                                "stockroom.oidc.issuer=" + issuer.url(),
                                "stockroom.oidc.audience=" + FakeIssuer.CLIENT,
                                "stockroom.oidc.accounts=create"),
                        Stream.of(properties))
                .toArray(String[]::new);
        return RunningService.start(DatabaseKind.H2, all);
    }

    private String token() {
        return issuer.token("subject", claims -> claims.claim("preferred_username", "ada"));
    }

    private static int status(RunningService service, String token) {
        return service.http().get("/auth/check_token", bearer(token)).status();
    }
}
