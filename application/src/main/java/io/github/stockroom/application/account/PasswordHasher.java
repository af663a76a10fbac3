package io.github.stockroom.application.account;

import io.github.stockroom.domain.account.Password;
import io.github.stockroom.domain.account.PasswordHash;
import org.jspecify.annotations.Nullable;

/**
 * Makes and recognises hashes of passwords: slow by intent, so that guessing is. Thread-safe. Throws {@link
 * io.github.stockroom.application.error.TemporarilyUnavailableException} when more passwords wait to be hashed than the
 * processors can see to within seconds.
 */
public interface PasswordHasher {

    PasswordHash hash(Password password);

    /**
     * Whether this is the password of the hash. Takes as long without a hash as with one, so that nobody learns by the clock
     * which accounts exist.
     *
     * @param password as somebody typed it, of any length
     * @param hash null when there is no account; the answer is false then
     */
    boolean matches(String password, @Nullable PasswordHash hash);

    /** Whether new hashes are made in a better way than this one. */
    boolean isOutdated(PasswordHash hash);
}
