package io.github.stockroom.rest.apikey;

import io.github.stockroom.application.account.Accounts;
import io.github.stockroom.application.apikey.ApiKeys;
import io.github.stockroom.application.apikey.CreatedApiKey;
import io.github.stockroom.domain.access.Scope;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.apikey.ApiKey;
import io.github.stockroom.domain.apikey.ApiKeyDetails;
import io.github.stockroom.domain.apikey.ApiKeyId;
import io.github.stockroom.domain.shared.Timestamp;
import io.github.stockroom.operations.MediaTypes;
import io.github.stockroom.operations.Operations;
import io.github.stockroom.rest.audit.AuditEvent;
import io.github.stockroom.rest.audit.AuditLog;
import io.github.stockroom.rest.exchange.Exchange;
import io.github.stockroom.rest.json.JsonBytes;
import io.github.stockroom.rest.record.Ids;
import io.github.stockroom.rest.route.Route;
import io.github.stockroom.rest.route.Routes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** The API keys of the caller. */
@Component
record ApiKeyRoutes(ApiKeys keys, Accounts accounts) implements Routes {

    @Override
    public List<Route> routes() {
        return List.of(
                new Route(Operations.CREATE_API_KEY, this::create),
                new Route(Operations.LIST_API_KEYS, this::list),
                new Route(Operations.REVOKE_API_KEY, this::revoke));
    }

    private void create(Exchange http) {
        ApiKeyDetails details =
                ApiKeyBody.read(http.content().credentials(ApiKeyBody.MEMBERS).get());
        Account owner = accounts.get(http.signedIn().id());
        CreatedApiKey created = keys.create(http.signedIn(), details);
        AuditLog.record(
                http, AuditEvent.API_KEY_CREATED, owner, event(created.key().id()));
        http.status(201).notStored().end(MediaTypes.JSON, JsonBytes.object(json -> {
            json.writeNumberProperty("id", created.key().id().value());
            json.writeStringProperty("key", created.text());
            writeDetails(json, created.key());
        }));
    }

    private void list(Exchange http) {
        List<ApiKey> own = keys.list(http.signedIn().id());
        http.dependsOnCaller()
                .end(
                        MediaTypes.JSON,
                        JsonBytes.array(json -> own.forEach(key -> {
                            json.writeStartObject();
                            json.writeNumberProperty("id", key.id().value());
                            writeDetails(json, key);
                            json.writeEndObject();
                        })));
    }

    private void revoke(Exchange http) {
        ApiKeyId id = new ApiKeyId(Ids.number("key", http.variable()));
        Account owner = accounts.get(http.signedIn().id());
        keys.revoke(owner.id(), id);
        AuditLog.record(http, AuditEvent.API_KEY_REVOKED, owner, event(id));
        http.status(204).end();
    }

    private static Map<String, Object> event(ApiKeyId id) {
        return Map.of("api_key", id.value());
    }

    private static void writeDetails(JsonGenerator json, ApiKey key) {
        json.writeStringProperty("name", key.details().name().value());
        json.writeArrayPropertyStart("scopes");
        for (Scope scope : key.details().scopes()) {
            json.writeString(scope.code());
        }
        json.writeEndArray();
        json.writeStringProperty("created", Timestamp.format(key.created()));
        Instant expires = key.details().expires();
        json.writeName("expires");
        if (expires == null) {
            json.writeNull();
        } else {
            json.writeString(Timestamp.format(expires));
        }
        LocalDate lastUsed = key.lastUsed();
        json.writeName("last_used");
        if (lastUsed == null) {
            json.writeNull();
        } else {
            json.writeString(lastUsed.toString());
        }
    }
}
