package io.github.stockroom.rest.session;

import io.github.stockroom.operations.MediaTypes;
import io.github.stockroom.operations.Operations;
import io.github.stockroom.rest.exchange.Exchange;
import io.github.stockroom.rest.json.JsonBytes;
import io.github.stockroom.rest.route.Route;
import io.github.stockroom.rest.route.Routes;
import io.github.stockroom.rest.security.JwtKeys;
import io.github.stockroom.rest.security.JwtSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Serves the data that others need to check tokens by themselves, such as the JWT authorizer of an API gateway (OpenID
 * Connect Discovery 1.0, 4; RFC 7517, 5). Not found while tokens are signed with a secret.
 */
@Component
record KeyRoutes(JwtKeys keys, JwtSettings settings) implements Routes {

    @Override
    public List<Route> routes() {
        return keys.arePublic()
                ? List.of(
                        new Route(Operations.KEYS, this::publicKeys),
                        new Route(Operations.OPENID_CONFIGURATION, this::configuration))
                : List.of(Route.disabled(Operations.KEYS), Route.disabled(Operations.OPENID_CONFIGURATION));
    }

    private void publicKeys(Exchange http) {
        respond(http, keys.publicKeys().getBytes(StandardCharsets.UTF_8));
    }

    private void configuration(Exchange http) {
        respond(
                http,
                JsonBytes.object(json -> json.writeStringProperty("issuer", settings.issuer())
                        .writeStringProperty("jwks_uri", http.baseUrl() + Operations.KEYS.path())
                        .writeStringProperty("token_endpoint", http.baseUrl() + Operations.GRANT_TOKEN.path())
                        .writeArrayPropertyStart("grant_types_supported")
                        .writeString("password")
                        .writeEndArray()
                        .writeArrayPropertyStart("response_types_supported")
                        .writeString("token")
                        .writeEndArray()
                        .writeArrayPropertyStart("subject_types_supported")
                        .writeString("public")
                        .writeEndArray()
                        .writeArrayPropertyStart("id_token_signing_alg_values_supported")
                        .writeString("ES256")
                        .writeEndArray()));
    }

    private static void respond(Exchange http, byte[] document) {
        http.revalidated().end(MediaTypes.JSON, document);
    }
}
