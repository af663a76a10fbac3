package io.github.stockroom.rest.session;

import io.github.stockroom.rest.http.Exchange;
import io.github.stockroom.rest.http.MediaTypes;
import io.github.stockroom.rest.json.JsonBytes;
import io.github.stockroom.rest.problem.Problems;
import io.github.stockroom.rest.security.JwtKeys;
import io.github.stockroom.rest.security.JwtSettings;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What others need to check tokens by themselves, such as the JWT authorizer of an API gateway (OpenID Connect Discovery 1.0, 4;
 * RFC 7517, 5). Not found while tokens are signed with a secret.
 */
@RestController
final class KeysController {

    private static final String KEYS = "/.well-known/jwks.json";

    private final JwtKeys keys;
    private final JwtSettings settings;

    KeysController(JwtKeys keys, JwtSettings settings) {
        this.keys = keys;
        this.settings = settings;
    }

    @GetMapping(KEYS)
    void keys(Exchange http) {
        reply(http, keys.publicKeys().getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/.well-known/openid-configuration")
    void configuration(Exchange http) {
        reply(
                http,
                JsonBytes.object(json -> json.writeStringProperty("issuer", settings.issuer())
                        .writeStringProperty("jwks_uri", http.baseUrl() + KEYS)
                        .writeStringProperty("token_endpoint", http.baseUrl() + "/auth/token")
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

    private void reply(Exchange http, byte[] document) {
        http.requireAccepts(MediaType.APPLICATION_JSON);
        if (!keys.arePublic()) {
            throw Problems.notFound().exception();
        }
        http.revalidated().end(MediaTypes.JSON, document);
    }
}
