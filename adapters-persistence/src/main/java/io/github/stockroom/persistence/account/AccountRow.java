package io.github.stockroom.persistence.account;

import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.EmailAddress;
import io.github.stockroom.domain.account.ExternalIdentity;
import io.github.stockroom.domain.account.PersonName;
import io.github.stockroom.domain.account.Profile;
import io.github.stockroom.domain.account.Role;
import io.github.stockroom.domain.account.Username;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/** A row of the table {@code accounts}. */
final class AccountRow {

    private static final String COLUMNS = """
            id, version, username, first_name, last_name, email, role, active, token_version, joined, last_login,
                identity_issuer, identity_subject""";

    static final String SELECT = "select " + COLUMNS + " from accounts";

    /** The same with the hash of the password as the last column. */
    static final String SELECT_WITH_PASSWORD = "select " + COLUMNS + ", password_hash from accounts";

    private AccountRow() {}

    /** Returns the account of a row that {@link #SELECT} found. */
    static Account account(ResultSet row) throws SQLException {
        String email = row.getString(6);
        String issuer = row.getString(12);
        OffsetDateTime lastLogin = row.getObject(11, OffsetDateTime.class);
        return new Account(
                new AccountId(row.getLong(1)),
                row.getLong(2),
                new Profile(
                        new Username(row.getString(3)),
                        new PersonName(row.getString(4)),
                        new PersonName(row.getString(5))),
                email == null ? null : new EmailAddress(email),
                Role.parse(row.getString(7)),
                row.getBoolean(8),
                row.getLong(9),
                row.getObject(10, OffsetDateTime.class).toInstant(),
                lastLogin == null ? null : lastLogin.toInstant(),
                issuer == null ? null : new ExternalIdentity(issuer, row.getString(13)));
    }
}
