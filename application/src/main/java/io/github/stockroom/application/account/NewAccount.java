package io.github.stockroom.application.account;

import io.github.stockroom.domain.account.EmailAddress;
import io.github.stockroom.domain.account.Password;
import io.github.stockroom.domain.account.Profile;
import io.github.stockroom.domain.account.Role;
import io.github.stockroom.domain.account.Username;
import org.jspecify.annotations.Nullable;

/**
 * An account that a client asks for.
 *
 * @param email null when not given
 */
public record NewAccount(Profile profile, @Nullable EmailAddress email, Role role, Password password) {

    /** An account of which only the necessary is known. */
    public static NewAccount of(Username username, Role role, Password password) {
        return new NewAccount(Profile.of(username), null, role, password);
    }
}
