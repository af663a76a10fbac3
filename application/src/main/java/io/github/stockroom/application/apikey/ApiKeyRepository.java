package io.github.stockroom.application.apikey;

import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.apikey.ApiKey;
import io.github.stockroom.domain.apikey.ApiKeyDetails;
import io.github.stockroom.domain.apikey.ApiKeyId;
import io.github.stockroom.domain.apikey.ApiKeyText;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Stores API keys, with their secrets in a form that does not give them away. Deleting an account deletes its keys.
 * Each method is one atomic step that is durable when it returns. Implementations are thread-safe and throw {@link
 * io.github.stockroom.application.error.TemporarilyUnavailableException} when the store cannot answer.
 */
public interface ApiKeyRepository {

    /**
     * Stores a new key under a new id.
     *
     * @param secret as in {@link ApiKeyText}
     * @param max how many keys the account may have, this one included, however many are stored at the same moment
     * @throws TooManyApiKeysException and nothing stored, when it has as many
     * @throws io.github.stockroom.application.error.RecordNotFoundException and nothing stored, when the account is
     *     gone
     */
    ApiKey insert(AccountId owner, ApiKeyDetails details, String secret, Instant created, int max);

    /** Returns the key of this id and secret, expired or not; empty when there is none. */
    Optional<ApiKey> find(ApiKeyText key);

    /** Returns the keys of an account, expired ones too, in the order of their ids. */
    List<ApiKey> list(AccountId owner);

    /** Deletes a key of an account; false when it is gone or of another account. */
    boolean delete(AccountId owner, ApiKeyId id);

    /** Notes the day on which a key was used; nothing happens when it is gone, or was used on a later day. */
    void recordUse(ApiKeyId id, LocalDate day);
}
