package io.github.stockroom.application.account;

import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.Password;
import io.github.stockroom.domain.account.Role;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator changes of an account.
 *
 * @param role null: stays
 * @param active null: stays
 * @param password null: stays
 */
public record AccountChange(
        @Nullable Role role,
        @Nullable Boolean active,
        @Nullable Password password) {

    public static AccountChange ofRole(Role role) {
        return new AccountChange(role, null, null);
    }

    /** The account in the role and the state that this change names. */
    Account appliedTo(Account account) {
        Account inRole = role == null ? account : account.as(role);
        return active == null ? inRole : inRole.withActive(active);
    }
}
