package io.github.stockroom.application.session;

import io.github.stockroom.domain.account.ExternalIdentity;
import io.github.stockroom.domain.account.Role;
import org.jspecify.annotations.Nullable;

/** Tokens of an outside OpenID Connect issuer. Thread-safe. */
public interface ExternalTokens {

    /**
     * The claims of a valid token.
     *
     * @param role that its bearer has for this request
     * @param username as the issuer wrote it; null: the token names none
     */
    record Claims(
            ExternalIdentity identity, Role role, @Nullable String username) {}

    /** Returns true if the token says that it is of the outside issuer. Nothing is verified. */
    boolean isMeant(String token);

    /** @throws InvalidTokenException when it is not good now, or no key can be had to verify it */
    Claims read(String token);
}
