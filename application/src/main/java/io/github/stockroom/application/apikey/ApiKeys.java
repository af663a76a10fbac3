package io.github.stockroom.application.apikey;

import io.github.stockroom.application.account.AccountStates;
import io.github.stockroom.domain.access.AccessPolicy;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.Caller;
import io.github.stockroom.domain.apikey.ApiKey;
import io.github.stockroom.domain.apikey.ApiKeyDetails;
import io.github.stockroom.domain.apikey.ApiKeyId;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/**
 * API keys, by which machines call on behalf of an account. Thread-safe.
 *
 * <p>Every method may throw {@link io.github.stockroom.application.error.TemporarilyUnavailableException}; nothing was
 * changed then.
 */
public interface ApiKeys {

    /** The number of keys that an account may have. */
    int MAX_KEYS = 100;

    /**
     * Keys on top of a store.
     *
     * @param secrets makes secrets at random, which cannot be guessed, as
     *     {@link io.github.stockroom.domain.apikey.ApiKeyText} has them
     */
    static ApiKeys on(
            ApiKeyRepository keys, AccountStates states, AccessPolicy policy, Supplier<String> secrets, Clock clock) {
        return new ApiKeyService(keys, states, policy, secrets, clock);
    }

    /**
     * Creates a key that acts for its owner.
     *
     * @throws io.github.stockroom.domain.shared.ValidationException {@code not_allowed} at {@code scopes} for a scope
     *     that the owner has no right to, {@code in_past} at {@code expires}
     * @throws TooManyApiKeysException when the owner has {@link #MAX_KEYS}
     * @throws io.github.stockroom.application.error.RecordNotFoundException when the account is gone
     */
    CreatedApiKey create(Caller.SignedIn owner, ApiKeyDetails details);

    /** Returns the keys of an account, expired ones too, in the order of their ids. */
    List<ApiKey> list(AccountId owner);

    /**
     * Revokes a key. It opens nothing from now on, at no instance.
     *
     * @throws io.github.stockroom.application.error.RecordNotFoundException when the account has no such key
     */
    void revoke(AccountId owner, ApiKeyId id);

    /**
     * Says on whose behalf a key acts, and notes the day.
     *
     * @param text as the client sent it
     * @throws io.github.stockroom.application.session.InvalidTokenException when it is no key that is good now, or its
     *     account is not active
     */
    ApiKeyCaller authenticate(String text);
}
