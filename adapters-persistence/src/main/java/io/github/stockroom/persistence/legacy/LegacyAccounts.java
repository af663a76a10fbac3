package io.github.stockroom.persistence.legacy;

import io.github.stockroom.application.account.StoredAccount;
import io.github.stockroom.application.move.Alternative;
import io.github.stockroom.application.move.Change;
import io.github.stockroom.application.move.MovedRow;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.EmailAddress;
import io.github.stockroom.domain.account.PasswordHash;
import io.github.stockroom.domain.account.PersonName;
import io.github.stockroom.domain.account.Profile;
import io.github.stockroom.domain.account.Role;
import io.github.stockroom.domain.account.Username;
import io.github.stockroom.domain.shared.Timestamp;
import io.github.stockroom.domain.shared.ValidationException;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes accounts of rows. */
final class LegacyAccounts {

    static final String KIND = "accounts";

    /** Those that a sign-in verifies. */
    private static final Pattern VERIFIABLE = Pattern.compile(
            "\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}|pbkdf2_sha256\\$[1-9][0-9]{0,7}\\$[^$]+\\$[A-Za-z0-9+/]{43}=");

    private static final int MAX_HASH_LENGTH = 255;
    private static final long FIRST_VERSION = 1;
    private static final long FIRST_TOKEN_VERSION = 0;

    private LegacyAccounts() {}

    /** An administrator is who may call what {@code IsAdminUser} guards, or may do everything. */
    static MovedRow<StoredAccount> ofDjango(LegacyRow row) {
        boolean isAdministrator = row.truth("is_staff") || row.truth("is_superuser");
        var name = username(row, "username");
        var first = row.field("first_name", () -> personName(row, "first_name"));
        var last = row.field("last_name", () -> personName(row, "last_name"));
        var email = row.<@Nullable EmailAddress>field("email", () -> email(row));
        var joined = row.field("date_joined", () -> row.time("date_joined"));
        var login = row.<@Nullable Instant>field(
                "last_login", () -> row.raw("last_login") == null ? null : row.time("last_login"));
        var id = row.field("id", () -> new AccountId(row.id()));
        PasswordHash hash = hash(row, "password");
        return row.moved(
                () -> new StoredAccount(
                        account(
                                id.get(),
                                new Profile(name.get(), first.get(), last.get()),
                                email.get(),
                                isAdministrator ? Role.ADMIN : Role.USER,
                                row.truth("is_active"),
                                joined.get(),
                                login.get()),
                        hash),
                LegacyAccounts::withoutEmail);
    }

    /** Such a table does not tell when an account was made, and knows none that is switched off. */
    static MovedRow<StoredAccount> ofRoles(LegacyRow row, String nameColumn, String hashColumn) {
        Instant now = Timestamp.stored(Instant.now());
        var id = row.field("id", () -> new AccountId(row.id()));
        var name = username(row, nameColumn);
        var role = row.field("role", () -> role(row));
        PasswordHash hash = hash(row, hashColumn);
        return row.moved(
                () -> new StoredAccount(
                        account(id.get(), Profile.of(name.get()), null, role.get(), true, now, null), hash),
                null);
    }

    private static Account account(
            AccountId id,
            Profile profile,
            @Nullable EmailAddress email,
            Role role,
            boolean active,
            Instant joined,
            @Nullable Instant lastLogin) {
        return new Account(
                id, FIRST_VERSION, profile, email, role, active, FIRST_TOKEN_VERSION, joined, lastLogin, null);
    }

    private static Supplier<Username> username(LegacyRow row, String column) {
        return row.field(column, () -> {
            String before = String.valueOf(row.raw(column));
            Username name = new Username(row.raw(column) == null ? "" : before);
            if (!name.value().equals(before)) {
                row.changed(column, "user names are stored in Unicode NFKC", before, name.value());
            }
            return name;
        });
    }

    private static PersonName personName(LegacyRow row, String column) {
        String raw = row.raw(column);
        return raw == null || raw.isEmpty()
                ? PersonName.UNKNOWN
                : new PersonName(row.text(column, PersonName.MAX_LENGTH));
    }

    private static @Nullable EmailAddress email(LegacyRow row) {
        String raw = row.raw("email");
        if (raw == null || raw.isBlank()) {
            return null;
        }
        try {
            return new EmailAddress(raw);
        } catch (ValidationException e) {
            if (!row.mends()) {
                throw e;
            }
            row.changed("email", "no e-mail address", raw, null);
            return null;
        }
    }

    private static Role role(LegacyRow row) {
        String raw = String.valueOf(row.raw("role"));
        try {
            return Role.parse(raw);
        } catch (ValidationException e) {
            if (!row.mends()) {
                throw e;
            }
            row.changed("role", "roles are user and admin", raw, Role.USER.code());
            return Role.USER;
        }
    }

    /** The report must not show hashes. */
    private static PasswordHash hash(LegacyRow row, String column) {
        String hash = String.valueOf(row.raw(column));
        if (VERIFIABLE.matcher(hash).matches() && hash.length() <= MAX_HASH_LENGTH) {
            return new PasswordHash(hash);
        }
        row.changed(
                column,
                "no hash that can be verified: an administrator has to reset the password",
                hash.replaceFirst("(?s)^(!|[a-z0-9_]{1,20}\\$|\\{\\w{1,20}}).*|.*", "$1…"),
                "none");
        return PasswordHash.NONE;
    }

    private static @Nullable Alternative<StoredAccount> withoutEmail(StoredAccount stored) {
        Account account = stored.account();
        EmailAddress email = account.email();
        if (email == null) {
            return null;
        }
        var without = new StoredAccount(
                account(
                        account.id(),
                        account.profile(),
                        null,
                        account.role(),
                        account.active(),
                        account.joined(),
                        account.lastLogin()),
                stored.password());
        return new Alternative<>(without, Change.of("email", Alternative.REASON, email.value(), null));
    }
}
