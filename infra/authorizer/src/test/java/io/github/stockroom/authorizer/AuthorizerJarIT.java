package io.github.stockroom.authorizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The jar as it is deployed, in what AWS runs functions with. */
class AuthorizerJarIT {

    private static final Path JAR = Path.of(System.getProperty("authorizer.jar"));
    private static final int MAX_BYTES = 5_000_000;

    @Test
    void isSmall() throws IOException {
        assertThat(Files.size(JAR)).isLessThan(MAX_BYTES);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the runtime interface client is a library for Linux")
    void answersInTheRuntimeInterfaceClient() throws Exception {
        try (var secrets = new FakeSecrets(Tokens.SECRET, "");
                var lambda = new FakeLambda(JAR, AuthorizerHandler.class.getName(), secrets.environment())) {
            assertThat(answer(lambda, "Bearer " + Tokens.of("user"))).containsEntry("isAuthorized", true);
            assertThat(answer(lambda, "Bearer " + Tokens.of("user") + "x")).containsEntry("isAuthorized", false);
            assertThat(answer(lambda, "Bearer " + Tokens.of("admin")))
                    .isEqualTo(Map.of("isAuthorized", true, "context", Map.of("account", "7")));
        }
    }

    /** An event as the gateway sends it (API Gateway, developer guide, payload format 2.0). */
    private static Map<String, Object> answer(FakeLambda lambda, String authorization)
            throws InterruptedException, IOException, ParseException {
        return JSONObjectUtils.parse(lambda.invoke("""
                {
                  "version": "2.0",
                  "type": "REQUEST",
                  "routeArn": "arn:aws:execute-api:xx-test-1:000000000000:abcdef/$default/GET/api/v1/users/auth/user",
                  "identitySource": ["%1$s", "GET /api/v1/users/auth/user"],
                  "routeKey": "GET /api/v1/users/auth/user",
                  "rawPath": "/api/v1/users/auth/user",
                  "rawQueryString": "",
                  "headers": {"authorization": "%1$s", "content-type": "application/json", "host": "abcdef.example"},
                  "requestContext": {
                    "accountId": "000000000000",
                    "apiId": "abcdef",
                    "domainName": "abcdef.example",
                    "http": {"method": "GET", "path": "/api/v1/users/auth/user", "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1"},
                    "requestId": "id",
                    "routeKey": "GET /api/v1/users/auth/user",
                    "stage": "$default",
                    "time": "21/Nov/2026:10:00:00 +0000",
                    "timeEpoch": 1795255200000
                  }
                }
                """.formatted(authorization)));
    }
}
