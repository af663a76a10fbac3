package io.github.stockroom.rest.session;

import static io.github.stockroom.rest.openapi.Schemas.array;
import static io.github.stockroom.rest.openapi.Schemas.choice;
import static io.github.stockroom.rest.openapi.Schemas.count;
import static io.github.stockroom.rest.openapi.Schemas.object;
import static io.github.stockroom.rest.openapi.Schemas.text;
import static io.github.stockroom.rest.openapi.Schemas.wholeNumber;

import io.github.stockroom.domain.account.Role;
import io.github.stockroom.operations.MediaTypes;
import io.github.stockroom.rest.openapi.Api;
import io.github.stockroom.rest.openapi.ApiDescription;
import io.github.stockroom.rest.openapi.Examples;
import io.github.stockroom.rest.openapi.OperationDescription;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

final class SessionDescription implements ApiDescription {

    private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJqdGkiOiIxIn0.c2lnbmF0dXJl";
    private static final Map<String, Object> ADA = Examples.object("username", "ada", "password", "correct horse");

    @Override
    public void describe(Api api) {
        tokens(api, api.group("tokens", "Signing in and out."));
        keys(api, api.group("keys", "What others need to check tokens by themselves."));
    }

    private static void tokens(Api api, Api.Group tokens) {
        Schema<?> credentials = api.schema("Credentials", texts("A name and a password.", "username", "password"));
        Schema<?> pair =
                api.schema("TokenPair", texts("A short-lived token and one to renew it with.", "refresh", "access"));
        Map<String, Object> pairExample = Examples.object("refresh", JWT, "access", JWT);
        signIn(tokens.operation("POST /api/token", "createTokenPair", "Sign in for a pair of tokens"), credentials, ADA)
                .description(
                        "`access` is good for 10 minutes and `refresh` for a day, unless this service is set otherwise.")
                .answersJson(200, "The tokens.", pair, pairExample)
                .with("Cache-Control");
        signIn(
                        tokens.operation("POST /api/token/refresh", "refreshTokenPair", "Renew a pair of tokens"),
                        api.schema("RefreshToken", texts("A refresh token.", "refresh")),
                        Map.of("refresh", JWT))
                .description("The old refresh token is good for 30 seconds more; used after that, it ends its session."
                        + " `Authorization` is passed over.")
                .answersJson(200, "New tokens.", pair, pairExample)
                .with("Cache-Control");
        signIn(
                        tokens.operation("POST /api/v1/users/auth/login", "logIn", "Sign in for a key"),
                        api.schema("Login", login()),
                        ADA)
                .description("The key is used as `Authorization: Token …`.")
                .answersJson(200, "The key.", api.schema("Key", texts("A key.", "key")), Map.of("key", JWT))
                .with("Cache-Control");
        tokens.operation("POST /api/v1/users/auth/logout", "logOut", "Sign out everywhere")
                .description("Ends all sessions of the caller. Takes any body and any token.")
                .answersJson(
                        200,
                        "Signed out.",
                        api.schema("Message", texts("A message.", "detail")),
                        Map.of("detail", "Successfully logged out."))
                .with("Cache-Control")
                .fails(400);
        signIn(
                        tokens.operation("POST /auth/token", "createToken", "Sign in for one token"),
                        api.schema("PasswordGrant", grant()),
                        Examples.object("grant_type", "password", "username", "ada", "password", "correct horse"))
                .description("The OAuth 2.0 password grant (RFC 6749, 4.3).")
                .answersJson(
                        200,
                        "The token.",
                        api.schema("Token", token()),
                        Examples.object("access_token", JWT, "token_type", "bearer", "expires_in", 86_400))
                .with("Cache-Control")
                .fails(422);
        tokens.operation("GET /auth/check_token", "checkToken", "Say whose token this is")
                .answersJson(
                        200,
                        "The caller.",
                        api.schema("Caller", caller()),
                        Examples.object("id", 1, "user_name", "ada", "role", "user"))
                .with("Cache-Control", "Preference-Applied")
                .fails(400, 406);
    }

    private static void keys(Api api, Api.Group keys) {
        Schema<?> set = api.schema(
                "KeySet",
                object(
                        "A JSON Web Key Set (RFC 7517).",
                        Map.of(
                                "keys",
                                array(object("A key.", Map.of("kty", text()), List.of("kty"))
                                        .additionalProperties(true))),
                        List.of("keys")));
        keys.operation("GET /.well-known/jwks.json", "getKeys", "Get the public keys")
                .description("404 while tokens are signed with a secret.")
                .answersJson(200, "The keys.", set, Map.of("keys", List.of()))
                .with("Cache-Control")
                .fails(404, 406);
        keys.operation(
                        "GET /.well-known/openid-configuration",
                        "getOpenIdConfiguration",
                        "Get where keys and tokens are")
                .description("404 while tokens are signed with a secret.")
                .answersJson(
                        200, "OpenID Connect Discovery 1.0.", api.schema("OpenIdConfiguration", configuration()), null)
                .with("Cache-Control")
                .fails(404, 406);
    }

    private static OperationDescription signIn(
            OperationDescription operation, Schema<?> schema, Map<String, Object> example) {
        return operation
                .takes(MediaTypes.JSON, schema, example)
                .takes(MediaTypes.FORM, schema, example)
                .fails(400, 401, 406, 413, 415);
    }

    private static Schema<?> login() {
        Map<String, Schema<?>> members = new LinkedHashMap<>();
        members.put("username", text());
        members.put("email", text().description("Counts where there is no `username`."));
        members.put("password", password());
        return object("A name or an e-mail address, and a password.", members, List.of("password"));
    }

    private static Schema<?> grant() {
        Map<String, Schema<?>> members = new LinkedHashMap<>();
        members.put("grant_type", choice("password"));
        members.put("username", text());
        members.put("password", password());
        return object("A name and a password.", members, List.of("username", "password"));
    }

    private static Schema<?> token() {
        Map<String, Schema<?>> members = new LinkedHashMap<>();
        members.put("access_token", text());
        members.put("token_type", choice("bearer"));
        members.put("expires_in", wholeNumber(0, Integer.MAX_VALUE).description("In seconds."));
        return object("A token.", members, List.copyOf(members.keySet()));
    }

    private static Schema<?> caller() {
        Map<String, Schema<?>> members = new LinkedHashMap<>();
        members.put("id", count());
        members.put("user_name", text());
        members.put("role", choice(Stream.of(Role.values()).map(Role::code).toArray(String[]::new)));
        return object("Who sent the token.", members, List.copyOf(members.keySet()));
    }

    private static Schema<?> configuration() {
        Map<String, Schema<?>> members = new LinkedHashMap<>();
        members.put("issuer", text());
        members.put("jwks_uri", text().format("uri"));
        members.put("token_endpoint", text().format("uri"));
        members.put("grant_types_supported", array(text()));
        members.put("response_types_supported", array(text()));
        members.put("subject_types_supported", array(text()));
        members.put("id_token_signing_alg_values_supported", array(text()));
        return object("Where keys and tokens are.", members, List.copyOf(members.keySet()));
    }

    /** An object of texts that are all there. */
    private static Schema<?> texts(String description, String... names) {
        Map<String, Schema<?>> members = new LinkedHashMap<>();
        for (String name : names) {
            members.put(name, name.equals("password") ? password() : text());
        }
        return object(description, members, List.of(names));
    }

    private static Schema<?> password() {
        return text().format("password");
    }
}
