package io.github.stockroom.persistence.account;

import static java.util.Objects.requireNonNull;

import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.application.account.AlreadyTakenException;
import io.github.stockroom.application.account.LastAdministratorException;
import io.github.stockroom.application.query.CaseFolding;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.EmailAddress;
import io.github.stockroom.domain.account.ExternalIdentity;
import io.github.stockroom.domain.account.PasswordHash;
import io.github.stockroom.domain.account.Profile;
import io.github.stockroom.domain.account.Role;
import io.github.stockroom.domain.account.Username;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.sql.Sql;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** Accounts in the table {@code accounts}. */
public final class JdbcAccountRepository implements AccountRepository {

    private static final String FIND = AccountRow.SELECT + " where id = ?";

    private static final String FIND_BY_USERNAME = AccountRow.SELECT + " where username = ?";

    private static final String FIND_BY_EMAIL = AccountRow.SELECT + " where email_folded = ?";

    private static final String FIND_BY_IDENTITY =
            AccountRow.SELECT + " where identity_issuer = ? and identity_subject = ?";

    private static final String LIST = AccountRow.SELECT + " where id > ? order by id limit ?";

    private static final String HAS_ADMINISTRATOR = "select exists (select 1 from accounts where role = ? and active)";

    /**
     * Always before any other row, and in one order: two changes of administrators wait for each other here and nowhere
     * else.
     */
    private static final String LOCK_ADMINISTRATORS =
            "select id from accounts where role = ? and active order by id for update";

    private static final String LOCK = FIND + " for update";

    private static final String INSERT = """
            insert into accounts (version, username, first_name, last_name, email, email_folded, role, active,
                password_hash, token_version, joined, identity_issuer, identity_subject)
            values (:version, :username, :first_name, :last_name, :email, :email_folded, :role, :active,
                :password_hash, :token_version, :joined, :identity_issuer, :identity_subject)""";

    private static final String UPDATE = """
            update accounts
            set version = version + 1, username = ?, first_name = ?, last_name = ?
            where id = ? and version = ?""";

    private static final String ADMINISTER = """
            update accounts
            set version = version + 1, token_version = token_version + 1, role = ?, active = ?,
                password_hash = coalesce(?, password_hash), identity_issuer = ?, identity_subject = ?
            where id = ?""";

    private static final String DELETE = "delete from accounts where id = ?";

    private static final String PASSWORD = "select password_hash from accounts where id = ?";

    private static final String CHANGE_PASSWORD = """
            update accounts set password_hash = ?, token_version = token_version + 1
            where id = ? and token_version = ?""";

    private static final String RENEW_HASH = "update accounts set password_hash = ? where id = ? and password_hash = ?";

    private static final String RECORD_LOGIN = "update accounts set last_login = ? where id = ?";

    private static final String REVOKE_TOKENS = "update accounts set token_version = token_version + 1 where id = ?";

    private static final String END_RESETS = "delete from password_resets where account_id = ?";

    private static final String END_SESSIONS = "delete from sessions where account_id = ?";

    /**
     * In a message, the databases name the constraint before they quote values, which may look like the name of
     * another.
     */
    private static final Pattern TAKEN =
            Pattern.compile("uq_accounts_(username|email|identity)", Pattern.CASE_INSENSITIVE);

    private static final long FIRST_VERSION = 1;
    private static final long FIRST_TOKEN_VERSION = 0;
    private static final boolean ACTIVE = true;

    private final Database database;

    public JdbcAccountRepository(Database database) {
        this.database = database;
    }

    @Override
    public Account insert(
            Profile profile,
            @Nullable EmailAddress email,
            Role role,
            PasswordHash password,
            @Nullable ExternalIdentity identity,
            Instant joined) {
        var key = new GeneratedKeyHolder();
        try {
            database.change(jdbc -> jdbc.sql(INSERT)
                    .param("version", FIRST_VERSION)
                    .param("username", profile.username().value())
                    .param("first_name", profile.firstName().value())
                    .param("last_name", profile.lastName().value())
                    .param("email", email == null ? null : email.value())
                    .param("email_folded", email == null ? null : folded(email))
                    .param("role", role.code())
                    .param("active", ACTIVE)
                    .param("password_hash", password.value())
                    .param("token_version", FIRST_TOKEN_VERSION)
                    .param("joined", Sql.parameter(joined))
                    .param("identity_issuer", identity == null ? null : identity.issuer(), Types.VARCHAR)
                    .param("identity_subject", identity == null ? null : identity.subject(), Types.VARCHAR)
                    .update(key, "id"));
        } catch (DuplicateKeyException e) {
            throw alreadyTaken(e);
        }
        AccountId id = new AccountId(requireNonNull(key.getKey()).longValue());
        return new Account(
                id, FIRST_VERSION, profile, email, role, ACTIVE, FIRST_TOKEN_VERSION, joined, null, identity);
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return find(FIND, id.value());
    }

    @Override
    public Optional<Account> find(Username username) {
        return find(FIND_BY_USERNAME, username.value());
    }

    @Override
    public Optional<Account> find(EmailAddress email) {
        return find(FIND_BY_EMAIL, folded(email));
    }

    @Override
    public Optional<Account> find(ExternalIdentity identity) {
        return database.queryWithCachedPlan(jdbc -> jdbc.sql(FIND_BY_IDENTITY)
                .params(identity.issuer(), identity.subject())
                .query((row, number) -> AccountRow.account(row))
                .optional());
    }

    @Override
    public boolean hasAdministrator() {
        return database.queryWithCachedPlan(jdbc -> jdbc.sql(HAS_ADMINISTRATOR)
                .param(Role.ADMIN.code())
                .query((row, number) -> row.getBoolean(1))
                .single());
    }

    @Override
    public List<Account> list(@Nullable AccountId after, int limit) {
        long behind = after == null ? 0 : after.value();
        return database.queryWithCachedPlan(jdbc -> jdbc.sql(LIST)
                .params(behind, limit)
                .query((row, number) -> AccountRow.account(row))
                .list());
    }

    @Override
    public Optional<Account> update(Account account) {
        int updated;
        try {
            updated = database.change(jdbc -> jdbc.sql(UPDATE)
                    .params(
                            account.username().value(),
                            account.profile().firstName().value(),
                            account.profile().lastName().value(),
                            account.id().value(),
                            account.version())
                    .update());
        } catch (DuplicateKeyException e) {
            throw alreadyTaken(e);
        }
        return updated == 1 ? Optional.of(raised(account)) : Optional.empty();
    }

    @Override
    public Optional<Account> administer(AccountId id, UnaryOperator<Account> change, @Nullable PasswordHash password) {
        try {
            return administerInTransaction(id, change, password);
        } catch (DuplicateKeyException e) {
            throw alreadyTaken(e);
        }
    }

    private Optional<Account> administerInTransaction(
            AccountId id, UnaryOperator<Account> change, @Nullable PasswordHash password) {
        return database.transaction(jdbc -> {
            List<AccountId> administrators = lockAdministrators(jdbc);
            Optional<Account> stored = find(LOCK, id.value());
            Optional<Account> changed = stored.map(change);
            if (changed.equals(stored) && password == null || changed.isEmpty()) {
                return stored;
            }
            if (!changed.get().isActiveAdministrator()) {
                requireOthers(administrators, id);
            }
            ExternalIdentity identity = changed.get().identity();
            jdbc.sql(ADMINISTER)
                    .param(1, changed.get().role().code())
                    .param(2, changed.get().active())
                    .param(3, password == null ? null : password.value(), Types.VARCHAR)
                    .param(4, identity == null ? null : identity.issuer(), Types.VARCHAR)
                    .param(5, identity == null ? null : identity.subject(), Types.VARCHAR)
                    .param(6, id.value())
                    .update();
            update(END_SESSIONS, id.value());
            update(END_RESETS, id.value());
            return changed.map(Account::withTokensRevoked).map(JdbcAccountRepository::raised);
        });
    }

    @Override
    public boolean delete(AccountId id) {
        return database.transaction(jdbc -> {
            requireOthers(lockAdministrators(jdbc), id);
            return update(DELETE, id.value()) == 1;
        });
    }

    private static List<AccountId> lockAdministrators(JdbcClient jdbc) {
        return jdbc.sql(LOCK_ADMINISTRATORS)
                .param(Role.ADMIN.code())
                .query((row, number) -> new AccountId(row.getLong(1)))
                .list();
    }

    /** @param administrators all active ones */
    private static void requireOthers(List<AccountId> administrators, AccountId id) {
        if (administrators.equals(List.of(id))) {
            throw new LastAdministratorException();
        }
    }

    @Override
    public Optional<PasswordHash> password(AccountId id) {
        return database.queryWithCachedPlan(jdbc -> jdbc.sql(PASSWORD)
                .param(id.value())
                .query((row, number) -> new PasswordHash(row.getString(1)))
                .optional());
    }

    @Override
    public Optional<Account> changePassword(Account account, PasswordHash password) {
        long id = account.id().value();
        return database.transaction(jdbc -> {
            if (update(CHANGE_PASSWORD, password.value(), id, account.tokenVersion()) == 0) {
                return Optional.<Account>empty();
            }
            update(END_SESSIONS, id);
            return Optional.of(account.withTokensRevoked());
        });
    }

    @Override
    public void renewHash(AccountId id, PasswordHash outdated, PasswordHash renewed) {
        update(RENEW_HASH, renewed.value(), id.value(), outdated.value());
    }

    @Override
    public void recordLogin(AccountId id, Instant time) {
        update(RECORD_LOGIN, Sql.parameter(time), id.value());
    }

    /**
     * Misses no session: opening one needs the row of the account, which is locked here from the first statement on.
     */
    @Override
    public void revokeTokens(AccountId id) {
        database.transaction(jdbc -> {
            update(REVOKE_TOKENS, id.value());
            return update(END_SESSIONS, id.value());
        });
    }

    private Optional<Account> find(String sql, Object key) {
        return database.queryWithCachedPlan(jdbc -> jdbc.sql(sql)
                .param(key)
                .query((row, number) -> AccountRow.account(row))
                .optional());
    }

    private int update(String sql, Object... params) {
        return database.change(jdbc -> jdbc.sql(sql).params(params).update());
    }

    private static Account raised(Account account) {
        return new Account(
                account.id(),
                account.version() + 1,
                account.profile(),
                account.email(),
                account.role(),
                account.active(),
                account.tokenVersion(),
                account.joined(),
                account.lastLogin(),
                account.identity());
    }

    private static String folded(EmailAddress email) {
        return CaseFolding.fold(email.value());
    }

    private static RuntimeException alreadyTaken(DuplicateKeyException e) {
        Matcher constraint =
                TAKEN.matcher(String.valueOf(e.getMostSpecificCause().getMessage()));
        return constraint.find()
                ? new AlreadyTakenException(
                        AlreadyTakenException.Part.valueOf(constraint.group(1).toUpperCase(Locale.ROOT)))
                : e;
    }
}
