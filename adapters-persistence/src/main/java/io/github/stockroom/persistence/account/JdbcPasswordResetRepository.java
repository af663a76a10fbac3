package io.github.stockroom.persistence.account;

import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.application.account.PasswordResetRepository;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.PasswordHash;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.sql.Sha256;
import io.github.stockroom.persistence.sql.Sql;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reset tokens in the table {@code password_resets}; of a token only its SHA-256 is stored. Writers lock the account
 * first, so that no two wait for each other.
 */
public final class JdbcPasswordResetRepository implements PasswordResetRepository {

    private static final String LOCK_ACCOUNT = "select id from accounts where id = ? for update";

    private static final String DELETE = "delete from password_resets where account_id = ?";

    private static final String INSERT =
            "insert into password_resets (account_id, token_hash, expires) values (?, ?, ?)";

    private static final String FIND = "select account_id from password_resets where token_hash = ? and expires > ?";

    private static final String USE = "delete from password_resets where token_hash = ?";

    private final Database database;
    private final AccountRepository accounts;

    /** @param accounts of the same database */
    public JdbcPasswordResetRepository(Database database, AccountRepository accounts) {
        this.database = database;
        this.accounts = accounts;
    }

    @Override
    public boolean store(AccountId account, UUID token, Instant expires) {
        return database.transaction(jdbc -> {
            if (!lock(jdbc, account)) {
                return false;
            }
            jdbc.sql(DELETE).param(account.value()).update();
            jdbc.sql(INSERT)
                    .params(account.value(), hash(token), Sql.parameter(expires))
                    .update();
            accounts.revokeTokens(account);
            return true;
        });
    }

    @Override
    public Optional<Account> find(UUID token, Instant now) {
        return database.queryWithCachedPlan(jdbc -> owner(jdbc, token, now)).flatMap(accounts::find);
    }

    @Override
    public Optional<Account> redeem(UUID token, PasswordHash password, Instant now) {
        return database.transaction(jdbc -> owner(jdbc, token, now)
                .filter(owner -> lock(jdbc, owner))
                .filter(owner -> jdbc.sql(USE).param(hash(token)).update() == 1)
                .flatMap(accounts::find)
                .flatMap(account -> accounts.changePassword(account, password)));
    }

    private static Optional<AccountId> owner(JdbcClient jdbc, UUID token, Instant now) {
        return jdbc.sql(FIND)
                .params(hash(token), Sql.parameter(now))
                .query((row, number) -> new AccountId(row.getLong(1)))
                .optional();
    }

    private static boolean lock(JdbcClient jdbc, AccountId account) {
        return jdbc.sql(LOCK_ACCOUNT)
                .param(account.value())
                .query((row, number) -> row.getLong(1))
                .optional()
                .isPresent();
    }

    private static String hash(UUID token) {
        return Sha256.hex(token.toString());
    }
}
