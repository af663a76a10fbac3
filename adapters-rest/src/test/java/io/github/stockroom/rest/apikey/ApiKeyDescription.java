package io.github.stockroom.rest.apikey;

import static io.github.stockroom.rest.openapi.Schemas.array;
import static io.github.stockroom.rest.openapi.Schemas.choice;
import static io.github.stockroom.rest.openapi.Schemas.count;
import static io.github.stockroom.rest.openapi.Schemas.nullable;
import static io.github.stockroom.rest.openapi.Schemas.object;
import static io.github.stockroom.rest.openapi.Schemas.text;

import io.github.stockroom.domain.access.Scope;
import io.github.stockroom.domain.apikey.ApiKeyName;
import io.github.stockroom.operations.MediaTypes;
import io.github.stockroom.rest.openapi.Api;
import io.github.stockroom.rest.openapi.ApiDescription;
import io.github.stockroom.rest.openapi.Examples;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

final class ApiKeyDescription implements ApiDescription {

    private static final String CREATED = "2026-01-31T12:00:00.123456Z";
    private static final List<String> SCOPES = List.of(Api.SCOPED + ":read", Api.SCOPED + ":write");

    @Override
    public void describe(Api api) {
        var keys = api.group("api-keys", "Keys by which machines call on behalf of an account.");
        keys.operation("POST /api-keys", "createApiKey", "Create an API key")
                .description("No API key may do this.")
                .takes(
                        MediaTypes.JSON,
                        api.schema("NewApiKey", newKey()),
                        Examples.object("name", "nightly import", "scopes", SCOPES))
                .answersJson(
                        201,
                        "The key, which is shown only once.",
                        api.schema("CreatedApiKey", key(true)),
                        Examples.object(
                                "id",
                                17,
                                "key",
                                "stk_17_…",
                                "name",
                                "nightly import",
                                "scopes",
                                SCOPES,
                                "created",
                                CREATED,
                                "expires",
                                null,
                                "last_used",
                                null))
                .with("Cache-Control", "Preference-Applied")
                .fails(400, 404, 406, 409, 413, 415);
        keys.operation("GET /api-keys", "listApiKeys", "List one's own API keys")
                .description("No API key may do this.")
                .takesHeaders("Prefer-Read")
                .answersJson(200, "All keys, by id.", array(api.schema("ApiKey", key(false))), null)
                .with("Cache-Control", "Preference-Applied")
                .fails(400, 406);
        keys.operation("DELETE /api-keys/{id}", "revokeApiKey", "Revoke an API key")
                .description("No API key may do this.")
                .pathVariable("id", "The id of the key.", count(), 17)
                .answers(204, "It opens nothing any more.")
                .with("Preference-Applied")
                .fails(400, 404);
    }

    private static Schema<?> newKey() {
        Map<String, Schema<?>> members = new LinkedHashMap<>();
        members.put("name", text(1, ApiKeyName.MAX_LENGTH));
        members.put("scopes", scopes().description("At least one; none that the caller has no right to."));
        members.put("expires", nullable(text().format("date-time")));
        return object("An API key to be made.", members, List.of("name", "scopes"));
    }

    private static Schema<?> key(boolean secret) {
        Map<String, Schema<?>> members = new LinkedHashMap<>();
        members.put("id", count());
        if (secret) {
            members.put("key", text());
        }
        members.put("name", text(1, ApiKeyName.MAX_LENGTH));
        members.put("scopes", scopes());
        members.put("created", text().format("date-time"));
        members.put("expires", nullable(text().format("date-time")));
        members.put("last_used", nullable(text().format("date").description("In UTC.")));
        return object("An API key.", members, List.copyOf(members.keySet()));
    }

    private static Schema<?> scopes() {
        return array(choice(Scope.ALL.stream().map(Scope::code).toArray(String[]::new)));
    }
}
