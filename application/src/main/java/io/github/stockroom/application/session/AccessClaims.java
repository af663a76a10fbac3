package io.github.stockroom.application.session;

import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.Role;
import io.github.stockroom.domain.account.Username;
import java.time.Instant;
import java.util.UUID;

/**
 * The claims of an access token.
 *
 * @param username when the token was made, as {@code role}: for readers who cannot look the account up
 * @param tokenVersion of the account when the token was made; the token is good as long as that has not changed
 * @param issued whole seconds, as {@code expires}
 */
public record AccessClaims(
        UUID id, AccountId account, Username username, Role role, long tokenVersion, Instant issued, Instant expires) {}
