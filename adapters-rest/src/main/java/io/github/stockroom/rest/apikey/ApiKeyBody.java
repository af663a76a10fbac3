package io.github.stockroom.rest.apikey;

import io.github.stockroom.domain.access.Scope;
import io.github.stockroom.domain.apikey.ApiKeyDetails;
import io.github.stockroom.domain.apikey.ApiKeyName;
import io.github.stockroom.domain.shared.Timestamp;
import io.github.stockroom.domain.shared.Validation;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import io.github.stockroom.rest.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON members of an API key that its owner decides. */
final class ApiKeyBody {

    static final Set<String> MEMBERS = Set.of("name", "scopes", "expires");

    private ApiKeyBody() {}

    /** @throws ValidationException naming every member that is not right */
    static ApiKeyDetails read(JsonObject body) {
        var validation = new Validation();
        var name = validation.field("name", () -> new ApiKeyName(body.text("name")));
        var scopes = validation.field("scopes", () -> scopes(body.texts("scopes")));
        var expires = validation.<@Nullable Instant>field(
                "expires", () -> body.isAbsentOrNull("expires") ? null : Timestamp.parse(body.text("expires")));
        return validation.build(() -> new ApiKeyDetails(name.get(), scopes.get(), expires.get()));
    }

    private static List<Scope> scopes(List<String> codes) {
        if (codes.isEmpty()) {
            throw new ValidationException(Violation.of("blank", "A key has one scope or more."));
        }
        return codes.stream().distinct().map(Scope::parse).toList();
    }
}
