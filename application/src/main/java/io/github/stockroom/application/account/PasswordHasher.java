package io.github.stockroom.application.account;

import io.github.stockroom.domain.account.Password;
import io.github.stockroom.domain.account.PasswordHash;
import org.jspecify.annotations.Nullable;

/**
 * Makes and recognises hashes of passwords: slow by intent, so that guessing is. Thread-safe. Throws {@link
 * io.github.stockroom.application.error.TemporarilyUnavailableException} when more passwords wait to be hashed than can
 * be within seconds. Clients that hash little are served before clients that hash a lot.
 */
public interface PasswordHasher {

    /** @param client on whose behalf, such as a network address */
    PasswordHash hash(Password password, String client);

    /**
     * Returns true if this is the password of the hash. Takes as long without a hash as with one, so that the time does
     * not tell which accounts exist.
     *
     * @param password as the client sent it, of any length
     * @param hash null when there is no account; the answer is false then
     * @param client on whose behalf, such as a network address
     */
    boolean matches(String password, @Nullable PasswordHash hash, String client);

    /** Returns true if new hashes are made in a better way than this one. */
    boolean isOutdated(PasswordHash hash);
}
