package io.github.stockroom.domain.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored account, without its password, which stays where it is stored.
 *
 * @param version 1 when created; every change of profile, role or activity raises it by one, signing in and out does
 *     not
 * @param email null when not known
 * @param active false: may not sign in, and its tokens are refused
 * @param tokenVersion access tokens made under another one are refused; raised to take back all of them
 * @param joined when it was created, in whole microseconds, as {@code lastLogin}
 * @param lastLogin null when there was none yet
 * @param identity whose tokens of an outside issuer are good for this account; null: no tokens but our own
 */
public record Account(
        AccountId id,
        long version,
        Profile profile,
        @Nullable EmailAddress email,
        Role role,
        boolean active,
        long tokenVersion,
        Instant joined,
        @Nullable Instant lastLogin,
        @Nullable ExternalIdentity identity) {

    public Account {
        if (version < 1) {
            throw new IllegalArgumentException("versions start at 1");
        }
    }

    public Username username() {
        return profile.username();
    }

    public boolean isActiveAdministrator() {
        return active && role == Role.ADMIN;
    }

    /** This account with another profile, still at the version it was read at. */
    public Account with(Profile newProfile) {
        return new Account(id, version, newProfile, email, role, active, tokenVersion, joined, lastLogin, identity);
    }

    /** This account with all of its tokens taken back, still at the version it was read at. */
    public Account withTokensRevoked() {
        return new Account(id, version, profile, email, role, active, tokenVersion + 1, joined, lastLogin, identity);
    }

    /** This account in another role, still at the version it was read at. */
    public Account as(Role newRole) {
        return new Account(id, version, profile, email, newRole, active, tokenVersion, joined, lastLogin, identity);
    }

    /** This account switched on or off, still at the version it was read at. */
    public Account withActive(boolean newActive) {
        return new Account(id, version, profile, email, role, newActive, tokenVersion, joined, lastLogin, identity);
    }

    /** This account linked to an identity of an outside issuer, or to none, still at the version it was read at. */
    public Account linkedTo(@Nullable ExternalIdentity newIdentity) {
        return new Account(id, version, profile, email, role, active, tokenVersion, joined, lastLogin, newIdentity);
    }
}
