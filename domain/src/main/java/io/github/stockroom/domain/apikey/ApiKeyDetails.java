package io.github.stockroom.domain.apikey;

import io.github.stockroom.domain.access.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an API key that its owner decides.
 *
 * @param scopes what the key may do; sorted in the order of {@link Scope#ALL}, without duplicates
 * @param expires when it ends, in whole microseconds; null: never
 */
public record ApiKeyDetails(
        ApiKeyName name, List<Scope> scopes, @Nullable Instant expires) {

    public ApiKeyDetails {
        scopes = Scope.ALL.stream().filter(scopes::contains).toList();
    }

    /** Returns true if a key with these details has ended. */
    public boolean isOver(Instant now) {
        return expires != null && !expires.isAfter(now);
    }
}
