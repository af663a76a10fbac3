package io.github.stockroom.domain.apikey;

import io.github.stockroom.domain.account.AccountId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A stored API key, without its secret.
 *
 * @param owner the account that it acts for
 * @param created in whole microseconds
 * @param lastUsed the day in UTC on which it was used last; null when it was never used
 */
public record ApiKey(
        ApiKeyId id,
        AccountId owner,
        ApiKeyDetails details,
        Instant created,
        @Nullable LocalDate lastUsed) {}
