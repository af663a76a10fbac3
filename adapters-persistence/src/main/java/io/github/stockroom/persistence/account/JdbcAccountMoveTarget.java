package io.github.stockroom.persistence.account;

import io.github.stockroom.application.account.StoredAccount;
import io.github.stockroom.application.move.MoveTarget;
import io.github.stockroom.application.query.CaseFolding;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.EmailAddress;
import io.github.stockroom.domain.account.PasswordHash;
import io.github.stockroom.persistence.sql.Database;
import io.github.stockroom.persistence.sql.MultiRowInsert;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Accounts that move in. They are told apart by their user names, so that the accounts of several systems can move to
 * one place. Not thread-safe; for one run.
 */
public final class JdbcAccountMoveTarget implements MoveTarget<String, StoredAccount> {

    private static final String STORED = AccountRow.SELECT_WITH_PASSWORD + " where username = any(?)";

    private static final String NAMES = "select username from accounts where id = any(?)";

    private static final String COUNT = "select count(*) from accounts";

    private static final MultiRowInsert<StoredAccount> RENUMBERED = MultiRowInsert.<StoredAccount>into("accounts")
            .wholeNumber("version", of(Account::version))
            .text("username", of(account -> account.username().value()))
            .text("first_name", of(account -> account.profile().firstName().value()))
            .text("last_name", of(account -> account.profile().lastName().value()))
            .text("email", of(account -> email(account.email())))
            .text("email_folded", of(account -> folded(account.email())))
            .text("role", of(account -> account.role().code()))
            .truth("active", of(Account::active))
            .text("password_hash", stored -> stored.password().value())
            .wholeNumber("token_version", of(Account::tokenVersion))
            .timestamp("joined", of(Account::joined))
            .timestamp("last_login", of(Account::lastLogin))
            .unlessTaken();

    private static final MultiRowInsert<StoredAccount> KEPT =
            RENUMBERED.wholeNumber("id", of(account -> account.id().value())).unlessTaken();

    private final Database database;
    private final boolean keepsIds;

    /** The first of the next ids that this run gave. */
    private long firstGiven = Long.MAX_VALUE;

    /** @param keepsIds whether accounts keep their ids; otherwise they get the next ones */
    public JdbcAccountMoveTarget(Database database, boolean keepsIds) {
        this.database = database;
        this.keepsIds = keepsIds;
    }

    @Override
    public String keyOf(StoredAccount stored) {
        return stored.account().username().value();
    }

    @Override
    public Map<String, StoredAccount> stored(Collection<String> names) {
        Object wanted = names.toArray(String[]::new);
        return database
                .queryWithFreshPlan(jdbc -> jdbc.sql(STORED)
                        .param(wanted)
                        .query((row, number) -> new StoredAccount(
                                AccountRow.account(row), new PasswordHash(row.getString("password_hash"))))
                        .list())
                .stream()
                .collect(Collectors.toMap(this::keyOf, Function.identity()));
    }

    @Override
    public Set<String> addAll(List<StoredAccount> accounts) {
        List<Long> ids = (keepsIds ? KEPT : RENUMBERED).insert(database, accounts, Long.class);
        ids.forEach(id -> firstGiven = Math.min(firstGiven, id));
        Object added = ids.toArray(Long[]::new);
        return database.queryWithFreshPlan(jdbc -> jdbc.sql(NAMES)
                .param(added)
                .query((row, number) -> row.getString(1))
                .set());
    }

    /** The hash tells accounts of one name apart. A sign-in may renew it, so the account counts as changed since. */
    @Override
    public boolean isSame(StoredAccount stored, StoredAccount moved) {
        Account one = stored.account();
        Account other = moved.account();
        return (!keepsIds || one.id().equals(other.id()))
                && stored.password().equals(moved.password())
                && one.profile().equals(other.profile())
                && String.valueOf(email(one.email())).equals(String.valueOf(email(other.email())))
                && one.role() == other.role()
                && one.active() == other.active();
    }

    /** Without the id, only an account that is the same in all else is surely that of the same person. */
    @Override
    public boolean isOther(StoredAccount stored, StoredAccount moved) {
        AccountId id = stored.account().id();
        return keepsIds ? !id.equals(moved.account().id()) : id.value() >= firstGiven || !isSame(stored, moved);
    }

    @Override
    public long count() {
        return database.queryWithFreshPlan(
                jdbc -> jdbc.sql(COUNT).query((row, number) -> row.getLong(1)).single());
    }

    @Override
    public <T> T atomically(Supplier<T> work) {
        return database.bulk(() -> database.transactionOnce(jdbc -> work.get()));
    }

    private static <V> Function<StoredAccount, @Nullable V> of(Function<Account, ? extends @Nullable V> value) {
        return stored -> value.apply(stored.account());
    }

    private static @Nullable String email(@Nullable EmailAddress email) {
        return email == null ? null : email.value();
    }

    private static @Nullable String folded(@Nullable EmailAddress email) {
        return email == null ? null : CaseFolding.fold(email.value());
    }
}
