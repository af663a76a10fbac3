package io.github.stockroom.application.account;

import io.github.stockroom.domain.account.EmailAddress;
import io.github.stockroom.domain.account.PasswordHash;
import io.github.stockroom.domain.account.Profile;
import io.github.stockroom.domain.account.Role;
import org.jspecify.annotations.Nullable;

/** An account that its caller may create, with the hash of its password; made by {@link Accounts#prepare}. */
public final class PreparedAccount {

    private final NewAccount account;
    private final PasswordHash password;

    PreparedAccount(NewAccount account, PasswordHash password) {
        this.account = account;
        this.password = password;
    }

    Profile profile() {
        return account.profile();
    }

    @Nullable
    EmailAddress email() {
        return account.email();
    }

    Role role() {
        return account.role();
    }

    PasswordHash password() {
        return password;
    }
}
