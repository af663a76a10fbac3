package io.github.stockroom.authorizer;

import com.nimbusds.jose.jwk.JWKSet;
import io.github.stockroom.domain.access.AccessPolicy;
import io.github.stockroom.domain.access.Action;
import io.github.stockroom.domain.access.Requirement;
import io.github.stockroom.domain.access.Resource;
import java.text.ParseException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The settings of the service that matter here too, under the same names, and three of the function's own.
 *
 * @param policy from {@code STOCKROOM_ACCESS_ITEMS_READ} and so on
 * @param issuer {@code STOCKROOM_JWT_ISSUER}
 * @param audience {@code STOCKROOM_JWT_AUDIENCE}
 * @param outsideIssuer {@code STOCKROOM_OIDC_ISSUER}: the service itself judges its tokens; empty for none
 * @param publicKeys {@code STOCKROOM_JWT_PUBLIC_KEYS}: a JSON Web Key Set (RFC 7517), for ES256
 * @param secretArn {@code STOCKROOM_JWT_SECRET_ARN}: the secret with the service's own secrets, for HS256; empty for
 *     none
 * @param forwardsBadTokens {@code STOCKROOM_EDGE_BAD_TOKENS=forward}: the service itself answers callers with a bad
 *     token, because the gateway answers 403 instead of 401 to each caller that this function refuses
 */
record AuthorizerSettings(
        AccessPolicy policy,
        String issuer,
        String audience,
        String outsideIssuer,
        JWKSet publicKeys,
        String secretArn,
        boolean forwardsBadTokens) {

    private static final Pattern ARN = Pattern.compile("arn:[a-z-]+:secretsmanager:[a-z0-9-]+:[0-9]+:secret:.+");

    /**
     * @throws IllegalArgumentException with one sentence for a setting that cannot be: the function does not start then
     */
    static AuthorizerSettings of(Map<String, String> environment) {
        String arn = environment.getOrDefault("STOCKROOM_JWT_SECRET_ARN", "");
        if (!arn.isEmpty() && !ARN.matcher(arn).matches()) {
            throw new IllegalArgumentException("STOCKROOM_JWT_SECRET_ARN is not the ARN of a secret.");
        }
        String issuer = text(environment, "STOCKROOM_JWT_ISSUER", "stockroom");
        String outsideIssuer = text(environment, "STOCKROOM_OIDC_ISSUER", "");
        if (outsideIssuer.equals(issuer)) {
            throw new IllegalArgumentException("STOCKROOM_OIDC_ISSUER is the same as STOCKROOM_JWT_ISSUER.");
        }
        return new AuthorizerSettings(
                policy(environment),
                issuer,
                text(environment, "STOCKROOM_JWT_AUDIENCE", "stockroom"),
                outsideIssuer,
                publicKeys(text(environment, "STOCKROOM_JWT_PUBLIC_KEYS", "{\"keys\":[]}")),
                arn,
                forwards(text(environment, "STOCKROOM_EDGE_BAD_TOKENS", "refuse")));
    }

    private static AccessPolicy policy(Map<String, String> environment) {
        AccessPolicy policy = AccessPolicy.DEFAULT;
        for (Resource resource : Resource.values()) {
            for (Action action : Action.values()) {
                String name = "STOCKROOM_ACCESS_" + resource + "_" + action;
                String value = text(environment, name, "");
                if (!value.isEmpty() && resource.isAdjustable()) {
                    policy = policy.with(
                            resource,
                            action,
                            Requirement.named(value)
                                    .orElseThrow(() -> new IllegalArgumentException(
                                            name + " is anonymous, user or admin, not " + value + ".")));
                }
            }
        }
        return policy;
    }

    private static JWKSet publicKeys(String json) {
        try {
            return JWKSet.parse(json).toPublicJWKSet();
        } catch (ParseException e) {
            throw new IllegalArgumentException("STOCKROOM_JWT_PUBLIC_KEYS is no JSON Web Key Set.");
        }
    }

    private static boolean forwards(String value) {
        if (!value.equals("refuse") && !value.equals("forward")) {
            throw new IllegalArgumentException("STOCKROOM_EDGE_BAD_TOKENS is refuse or forward, not " + value + ".");
        }
        return value.equals("forward");
    }

    private static String text(Map<String, String> environment, String name, String otherwise) {
        String value = environment.getOrDefault(name, "");
        return value.isBlank() ? otherwise : value;
    }
}
