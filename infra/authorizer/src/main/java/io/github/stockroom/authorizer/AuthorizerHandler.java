package io.github.stockroom.authorizer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.github.stockroom.domain.access.Decision;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The function: takes the event of an HTTP API's request authorizer (payload format 2.0), gives its simple response.
 * Made once for each environment of Lambda, before the first request or, with SnapStart, before the snapshot.
 */
public final class AuthorizerHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private final EdgeAccess access;
    private final boolean forwardsBadTokens;

    /** As Lambda makes it. */
    public AuthorizerHandler() {
        this(System.getenv());
    }

    /**
     * @param environment see {@link AuthorizerSettings}
     * @throws IllegalArgumentException for a setting that cannot be
     * @throws KeysUnavailableException when there is no key to check tokens with
     */
    public AuthorizerHandler(Map<String, String> environment) {
        AuthorizerSettings settings = AuthorizerSettings.of(environment);
        TokenKeys.SecretText secrets =
                settings.secretArn().isEmpty() ? () -> "{}" : new SecretsManager(environment, settings.secretArn());
        AccessTokens tokens =
                new AccessTokens(TokenKeys.of(settings.publicKeys(), secrets), settings.issuer(), settings.audience());
        this.access = new EdgeAccess(settings.policy(), tokens, settings.outsideIssuer());
        this.forwardsBadTokens = settings.forwardsBadTokens();
    }

    /** {@code isAuthorized}, and in {@code context}, for the gateway's log alone, the account's number. */
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        String routeKey = event.get("routeKey") instanceof String text ? text : "";
        EdgeAccess.Answer answer = access.decide(routeKey, authorization(event));
        boolean passes =
                answer.decision() == Decision.ALLOWED || forwardsBadTokens && answer.decision() == Decision.SIGN_IN;
        String account = answer.caller() == null
                ? ""
                : String.valueOf(answer.caller().id().value());
        return Map.of("isAuthorized", passes, "context", Map.of("account", account));
    }

    /** The gateway writes names of header fields in lower case. */
    private static @Nullable String authorization(Map<String, Object> event) {
        return event.get("headers") instanceof Map<?, ?> headers && headers.get("authorization") instanceof String text
                ? text
                : null;
    }
}
