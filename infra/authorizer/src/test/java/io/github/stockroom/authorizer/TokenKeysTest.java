package io.github.stockroom.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The sources of keys, and the fate of tokens while keys change. */
class TokenKeysTest {

    private static final String NEXT = "fedcba9876543210fedcba9876543210";

    @Test
    void readsTheSecretOnceWithTheCredentialsOfTheEnvironment() {
        try (var secrets = new FakeSecrets(Tokens.SECRET, "")) {
            var handler = new AuthorizerHandler(secrets.environment());
            assertThat(passes(handler, Tokens.of("user"))).isTrue();
            assertThat(passes(handler, Tokens.of("user"))).isTrue();
            assertThat(secrets.requests()).hasSize(1);
            assertThat(secrets.requests().get(0))
                    .containsEntry("x-amz-target", "secretsmanager.GetSecretValue")
                    .containsEntry("x-amz-security-token", "environment-token")
                    .containsEntry(":body", "{\"SecretId\":\"" + FakeSecrets.ARN + "\"}")
                    .hasEntrySatisfying(
                            "authorization",
                            signature -> assertThat(signature)
                                    .startsWith("AWS4-HMAC-SHA256 Credential=FROM_ENVIRONMENT/")
                                    .contains("/xx-test-1/secretsmanager/aws4_request"));
        }
    }

    @Test
    void asksForCredentialsWhereSnapStartKeepsThem() {
        try (var secrets = new FakeSecrets(Tokens.SECRET, "")) {
            Map<String, String> environment = new HashMap<>(secrets.environment(
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                    secrets.address() + "/credentials",
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                    "may-ask"));
            environment.remove("AWS_ACCESS_KEY_ID");
            assertThat(passes(new AuthorizerHandler(environment), Tokens.of("user")))
                    .isTrue();
            assertThat(secrets.requests()).hasSize(2);
            assertThat(secrets.requests().get(0))
                    .containsEntry(":path", "/credentials")
                    .containsEntry("authorization", "may-ask");
            assertThat(secrets.requests().get(1)).containsEntry("x-amz-security-token", "restored-token");
        }
    }

    @Test
    void findsANewKeyAndKeepsThePreviousOne() {
        try (var secrets = new FakeSecrets(Tokens.SECRET, "")) {
            var handler = new AuthorizerHandler(secrets.environment());
            String before = Tokens.of("user");
            secrets.change(NEXT, Tokens.SECRET);
            assertThat(passes(handler, Tokens.signed(Tokens.secret(NEXT), claims -> claims)))
                    .isTrue();
            assertThat(passes(handler, before)).isTrue();
            assertThat(secrets.requests()).hasSize(2);
        }
    }

    @Test
    void forgedKeysDoNotMakeItReadWithoutEnd() {
        try (var secrets = new FakeSecrets(Tokens.SECRET, "")) {
            var handler = new AuthorizerHandler(secrets.environment());
            for (int i = 0; i < 20; i++) {
                assertThat(passes(handler, Tokens.signed(Tokens.pair(), claims -> claims)))
                        .isFalse();
                assertThat(passes(handler, Tokens.signed(Tokens.secret(NEXT), claims -> claims)))
                        .isFalse();
            }
            assertThat(secrets.requests()).hasSizeLessThan(4);
            assertThat(passes(handler, Tokens.of("user"))).isTrue();
        }
    }

    @Test
    void goesOnWithTheKeysThatItHasWhileNoneCanBeRead() {
        try (var secrets = new FakeSecrets(Tokens.SECRET, "")) {
            var handler = new AuthorizerHandler(secrets.environment());
            secrets.fail();
            assertThat(passes(handler, Tokens.signed(Tokens.pair(), claims -> claims)))
                    .isFalse();
            assertThat(passes(handler, Tokens.signed(Tokens.secret(NEXT), claims -> claims)))
                    .isFalse();
            assertThat(passes(handler, Tokens.of("user"))).isTrue();
        }
    }

    @Test
    void doesNotStartWithoutAKey() {
        try (var secrets = new FakeSecrets("", "")) {
            assertThatExceptionOfType(KeysUnavailableException.class)
                    .isThrownBy(() -> new AuthorizerHandler(secrets.environment()));
            secrets.change(Tokens.SECRET, "");
            secrets.fail();
            assertThatExceptionOfType(KeysUnavailableException.class)
                    .isThrownBy(() -> new AuthorizerHandler(secrets.environment()))
                    .withStackTraceContaining("answers 503");
        }
        assertThatExceptionOfType(KeysUnavailableException.class).isThrownBy(() -> new AuthorizerHandler(Map.of()));
    }

    private static boolean passes(AuthorizerHandler handler, String token) {
        return (Boolean) handler.handleRequest(
                        Map.of(
                                "routeKey",
                                "GET /api/v1/users/auth/user",
                                "headers",
                                Map.of("authorization", "Bearer " + token)),
                        null)
                .get("isAuthorized");
    }
}
