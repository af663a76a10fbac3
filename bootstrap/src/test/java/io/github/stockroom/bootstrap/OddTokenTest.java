package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static io.github.stockroom.bootstrap.testing.Tokens.bearer;
import static io.github.stockroom.bootstrap.testing.Tokens.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.Jwts;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.SampleRecords;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tokens under the right key whose claims are not what they should be (RFC 8725, 3.10). The service is shared. */
class OddTokenTest {

    private static final List<String> ODD_VALUES = List.of(
            "null",
            "true",
            "[]",
            "[null]",
            "{}",
            "[[[[\"x\"]]]]",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"" + "9".repeat(2_000) + "\"",
            "-1",
            "0.5",
            "1e400",
            "-1e400",
            "9223372036854775808",
            "1" + "0".repeat(400));

    private static final RunningService SERVICE = DatabaseKind.H2.service();

    private final Http http = SERVICE.http();
    private final Reply tokens = Tokens.open(http, Tokens.createUser(http, "user"));

    @Test
    void oddClaimOfAnAccessTokenIsABadToken() {
        String access = text(tokens, "access");
        for (String claim : List.of("sub", "exp", "iat", "jti", "role", "user_id", "ver", "iss", "aud", "token_type")) {
            for (String value : oddValues(claim)) {
                String token = Jwts.withClaim(access, claim, value);
                Reply refused = http.get(SampleRecords.PATH + "?limit=1", bearer(token));
                assertThat(refused.status()).as(claim + " is " + value).isEqualTo(401);
                assertProblem(refused, 401, "token_not_valid");
            }
        }
        assertThat(http.get("/auth/check_token", bearer(access)).status()).isEqualTo(200);
    }

    @Test
    void oddClaimOfARefreshTokenIsABadToken() {
        String refresh = text(tokens, "refresh");
        for (String claim : List.of("exp", "iat", "jti", "user_id", "token_type")) {
            for (String value : oddValues(claim)) {
                String body = "{\"refresh\":\"" + Jwts.withClaim(refresh, claim, value) + "\"}";
                Reply refused = http.post("/api/token/refresh", body);
                assertThat(refused.status()).as(claim + " is " + value).isEqualTo(401);
            }
        }
        assertThat(http.post("/api/token/refresh", "{\"refresh\":\"" + refresh + "\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void oddHeaderOfATokenIsABadToken() {
        String[] parts = text(tokens, "access").split("\\.");
        for (String header : List.of(
                "null",
                "[]",
                "{}",
                "{\"alg\":null}",
                "{\"alg\":[\"HS256\"]}",
                "{\"alg\":\"none\"}",
                "{\"alg\":\"HS512\"}",
                "{\"alg\":\"ES256\"}",
                "{\"alg\":\"HS256\",\"kid\":null}",
                "{\"alg\":\"HS256\",\"kid\":7}",
                "{\"alg\":\"HS256\",\"crit\":[\"exp\"]}",
                "{\"alg\":\"HS256\",\"b64\":false}",
                "{\"alg\":\"HS256\",\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}")) {
            String encoded =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8));
            Reply refused =
                    http.get(SampleRecords.PATH + "?limit=1", bearer(encoded + "." + parts[1] + "." + parts[2]));
            assertThat(refused.status()).as(header).isEqualTo(401);
        }
    }

    /** Some of these values are as good as others for some claims: any name is a subject, a time may be far away. */
    private static List<String> oddValues(String claim) {
        List<String> values = new ArrayList<>(ODD_VALUES);
        if (claim.equals("sub")) {
            values.removeIf(value -> value.startsWith("\"9"));
        }
        if (claim.equals("iat") || claim.equals("exp")) {
            values.removeIf(value -> value.matches("[-0-9.e]+"));
        }
        return values;
    }
}
