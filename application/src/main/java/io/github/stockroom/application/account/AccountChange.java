package io.github.stockroom.application.account;

import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.ExternalIdentity;
import io.github.stockroom.domain.account.Password;
import io.github.stockroom.domain.account.Role;
import org.jspecify.annotations.Nullable;

/**
 * A change of an account by an administrator.
 *
 * @param role null: stays
 * @param active null: stays
 * @param password null: stays
 * @param link null: stays
 */
public record AccountChange(
        @Nullable Role role,
        @Nullable Boolean active,
        @Nullable Password password,
        @Nullable Link link) {

    /**
     * Links an account to an outside identity.
     *
     * @param identity null: to none
     */
    public record Link(@Nullable ExternalIdentity identity) {}

    public static AccountChange ofRole(Role role) {
        return new AccountChange(role, null, null, null);
    }

    /** The account in the role and the state, and with the identity, that this change names. */
    Account appliedTo(Account account) {
        Account inRole = role == null ? account : account.as(role);
        Account inState = active == null ? inRole : inRole.withActive(active);
        return link == null ? inState : inState.linkedTo(link.identity());
    }
}
