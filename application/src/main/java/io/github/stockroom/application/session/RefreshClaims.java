package io.github.stockroom.application.session;

import io.github.stockroom.domain.account.AccountId;
import java.time.Instant;
import java.util.UUID;

/**
 * The claims of a refresh token.
 *
 * @param issued whole seconds, as {@code expires}
 */
public record RefreshClaims(UUID id, AccountId account, Instant issued, Instant expires) {}
