package io.github.stockroom.authorizer;

import io.github.stockroom.domain.access.AccessPolicy;
import io.github.stockroom.domain.access.Decision;
import io.github.stockroom.domain.account.Caller;
import io.github.stockroom.domain.apikey.ApiKeyText;
import io.github.stockroom.operations.Operation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides as the service does, as far as that can be done without asking it: it does not know of accounts that were
 * deleted, or signed out, since their token was made. The answer depends on nothing but the route and the header,
 * because the gateway keeps it for all requests that have these two in common. Thread-safe.
 */
final class EdgeAccess {

    private final AccessPolicy policy;
    private final AccessTokens tokens;
    private final String outsideIssuer;

    /** @param outsideIssuer whose tokens the service accepts beside its own; empty for none */
    EdgeAccess(AccessPolicy policy, AccessTokens tokens, String outsideIssuer) {
        this.policy = policy;
        this.tokens = tokens;
        this.outsideIssuer = outsideIssuer;
    }

    /** @param caller the bearer of a good token; null without one */
    record Answer(Decision decision, Caller.@Nullable SignedIn caller) {}

    /**
     * @param routeKey of the gateway; one that is unknown here is refused, as route and function do not fit together
     *     then
     * @param authorization the header; null when there is none
     * @throws KeysUnavailableException when no key can be had
     */
    Answer decide(String routeKey, @Nullable String authorization) {
        Optional<Operation> operation = EdgeRoutes.find(routeKey);
        if (operation.isEmpty()) {
            return new Answer(Decision.SIGN_IN, null);
        }
        String token = token(authorization);
        if (token == null) {
            return decide(Caller.ANONYMOUS, operation.get());
        }
        if (ApiKeyText.isMeant(token) || isOfOutsideIssuer(token)) {
            // Only the service can tell what a key may do, and which account an outside identity is linked to.
            return new Answer(Decision.ALLOWED, null);
        }
        // A bad token is refused also where none is needed: so does the service.
        return tokens.read(token)
                .map(caller -> decide(caller, operation.get()))
                .orElse(new Answer(Decision.SIGN_IN, null));
    }

    private boolean isOfOutsideIssuer(String token) {
        return !outsideIssuer.isEmpty()
                && AccessTokens.issuer(token).filter(outsideIssuer::equals).isPresent();
    }

    private Answer decide(Caller caller, Operation operation) {
        return new Answer(
                policy.decide(caller, operation.resource(), operation.action()),
                caller instanceof Caller.SignedIn known ? known : null);
    }

    /** The token, good or not; null for another scheme, as front ends send {@code null} before they have a token. */
    private static @Nullable String token(@Nullable String authorization) {
        String header = authorization == null ? "" : authorization.trim();
        int space = header.indexOf(' ');
        String scheme = space < 0 ? header : header.substring(0, space);
        if (!scheme.equalsIgnoreCase("Bearer") && !scheme.equalsIgnoreCase("Token")) {
            return null;
        }
        return space < 0 ? "" : header.substring(space + 1).trim();
    }
}
