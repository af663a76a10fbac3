package io.github.stockroom.application.account;

import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.EmailAddress;
import io.github.stockroom.domain.account.PasswordHash;
import io.github.stockroom.domain.account.PersonName;
import io.github.stockroom.domain.account.Profile;
import io.github.stockroom.domain.account.Role;
import io.github.stockroom.domain.account.Username;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The initial values of an account, valid from the start: {@code anAccount().named("ada").storedIn(accounts)}.
 * Immutable.
 */
public record AccountFixture(Profile profile, @Nullable EmailAddress email, Role role, PasswordHash password) {

    /** The time at which every account of the tests joined; databases keep no more digits. */
    public static final Instant JOINED = Instant.parse("2026-01-31T12:00:00.123456Z");

    public static AccountFixture anAccount() {
        return new AccountFixture(Profile.of(new Username("ada")), null, Role.USER, new PasswordHash("hash of ada"));
    }

    public AccountFixture named(String username) {
        Profile named = new Profile(new Username(username), profile.firstName(), profile.lastName());
        return new AccountFixture(named, email, role, password);
    }

    public AccountFixture called(String firstName, String lastName) {
        Profile called = new Profile(profile.username(), new PersonName(firstName), new PersonName(lastName));
        return new AccountFixture(called, email, role, password);
    }

    public AccountFixture mailedAt(String address) {
        return new AccountFixture(profile, new EmailAddress(address), role, password);
    }

    public AccountFixture as(Role other) {
        return new AccountFixture(profile, email, other, password);
    }

    public AccountFixture hashed(PasswordHash hash) {
        return new AccountFixture(profile, email, role, hash);
    }

    public Account storedIn(AccountRepository accounts) {
        return accounts.insert(profile, email, role, password, null, JOINED);
    }
}
