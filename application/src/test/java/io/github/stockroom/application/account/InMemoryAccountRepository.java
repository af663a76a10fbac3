package io.github.stockroom.application.account;

import io.github.stockroom.application.account.AlreadyTakenException.Part;
import io.github.stockroom.application.query.CaseFolding;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.EmailAddress;
import io.github.stockroom.domain.account.ExternalIdentity;
import io.github.stockroom.domain.account.PasswordHash;
import io.github.stockroom.domain.account.Profile;
import io.github.stockroom.domain.account.Role;
import io.github.stockroom.domain.account.Username;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** As strict as a database, and as safe with many threads; but durable only while it is held. */
public final class InMemoryAccountRepository implements AccountRepository {

    private record Row(Account account, PasswordHash password) {

        Row with(long version, long tokenVersion, @Nullable Instant lastLogin) {
            return new Row(
                    new Account(
                            account.id(),
                            version,
                            account.profile(),
                            account.email(),
                            account.role(),
                            account.active(),
                            tokenVersion,
                            account.joined(),
                            lastLogin,
                            account.identity()),
                    password);
        }
    }

    private final SortedMap<Long, Row> rows = new TreeMap<>();
    private final Map<AccountId, Integer> administered = new HashMap<>();
    private long lastId;

    @Override
    public synchronized Account insert(
            Profile profile,
            @Nullable EmailAddress email,
            Role role,
            PasswordHash password,
            @Nullable ExternalIdentity identity,
            Instant joined) {
        if (find(profile.username()).isPresent()) {
            throw new AlreadyTakenException(Part.USERNAME);
        }
        if (email != null && find(email).isPresent()) {
            throw new AlreadyTakenException(Part.EMAIL);
        }
        if (identity != null && find(identity).isPresent()) {
            throw new AlreadyTakenException(Part.IDENTITY);
        }
        lastId++;
        Account account = new Account(new AccountId(lastId), 1, profile, email, role, true, 0, joined, null, identity);
        rows.put(lastId, new Row(account, password));
        return account;
    }

    @Override
    public synchronized Optional<Account> find(AccountId id) {
        return Optional.ofNullable(rows.get(id.value())).map(Row::account);
    }

    @Override
    public synchronized Optional<Account> find(Username username) {
        return accounts().filter(account -> account.username().equals(username)).findFirst();
    }

    @Override
    public synchronized Optional<Account> find(EmailAddress email) {
        return accounts()
                .filter(account ->
                        account.email() != null && folded(account.email()).equals(folded(email)))
                .findFirst();
    }

    @Override
    public synchronized Optional<Account> find(ExternalIdentity identity) {
        return accounts().filter(account -> identity.equals(account.identity())).findFirst();
    }

    @Override
    public synchronized boolean hasAdministrator() {
        return accounts().anyMatch(Account::isActiveAdministrator);
    }

    @Override
    public synchronized List<Account> list(@Nullable AccountId after, int limit) {
        long behind = after == null ? 0 : after.value();
        return accounts()
                .filter(account -> account.id().value() > behind)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<Account> update(Account account) {
        Predicate<Account> isAsRead = stored -> stored.version() == account.version();
        if (find(account.id()).filter(isAsRead).isEmpty()) {
            return Optional.empty();
        }
        if (find(account.username())
                .filter(owner -> !owner.id().equals(account.id()))
                .isPresent()) {
            throw new AlreadyTakenException(Part.USERNAME);
        }
        change(
                account.id(),
                row -> new Row(row.account.with(account.profile()), row.password)
                        .with(account.version() + 1, row.account.tokenVersion(), row.account.lastLogin()));
        return Optional.of(new Row(account, new PasswordHash(""))
                .with(account.version() + 1, account.tokenVersion(), account.lastLogin())
                .account);
    }

    @Override
    public synchronized Optional<Account> administer(
            AccountId id, UnaryOperator<Account> change, @Nullable PasswordHash password) {
        Optional<Account> stored = find(id);
        Optional<Account> changed = stored.map(change);
        if (changed.equals(stored) && password == null || changed.isEmpty()) {
            return stored;
        }
        if (!changed.get().isActiveAdministrator()) {
            requireOthers(id);
        }
        ExternalIdentity identity = changed.get().identity();
        if (identity != null
                && find(identity).filter(owner -> !owner.id().equals(id)).isPresent()) {
            throw new AlreadyTakenException(Part.IDENTITY);
        }
        administered.merge(id, 1, Integer::sum);
        Account revoked = changed.get().withTokensRevoked();
        change(
                id,
                row -> new Row(revoked, password == null ? row.password : password)
                        .with(revoked.version() + 1, revoked.tokenVersion(), revoked.lastLogin()));
        return find(id);
    }

    /** Returns how often an account was administered. */
    synchronized int administered(AccountId id) {
        return administered.getOrDefault(id, 0);
    }

    private void requireOthers(AccountId id) {
        List<AccountId> administrators = accounts()
                .filter(Account::isActiveAdministrator)
                .map(Account::id)
                .toList();
        if (administrators.equals(List.of(id))) {
            throw new LastAdministratorException();
        }
    }

    @Override
    public synchronized boolean delete(AccountId id) {
        requireOthers(id);
        return rows.remove(id.value()) != null;
    }

    @Override
    public synchronized Optional<PasswordHash> password(AccountId id) {
        return Optional.ofNullable(rows.get(id.value())).map(Row::password);
    }

    @Override
    public synchronized Optional<Account> changePassword(Account account, PasswordHash password) {
        Predicate<Account> isAsRead = stored -> stored.tokenVersion() == account.tokenVersion();
        if (find(account.id()).filter(isAsRead).isEmpty()) {
            return Optional.empty();
        }
        change(account.id(), row -> new Row(row.account.withTokensRevoked(), password));
        return Optional.of(account.withTokensRevoked());
    }

    @Override
    public void renewHash(AccountId id, PasswordHash outdated, PasswordHash renewed) {
        change(id, row -> new Row(row.account, row.password.equals(outdated) ? renewed : row.password));
    }

    @Override
    public void recordLogin(AccountId id, Instant time) {
        change(id, row -> row.with(row.account.version(), row.account.tokenVersion(), time));
    }

    @Override
    public void revokeTokens(AccountId id) {
        change(id, row -> new Row(row.account.withTokensRevoked(), row.password));
    }

    private synchronized void change(AccountId id, UnaryOperator<Row> change) {
        rows.computeIfPresent(id.value(), (key, row) -> change.apply(row));
    }

    private Stream<Account> accounts() {
        return rows.values().stream().map(Row::account);
    }

    private static String folded(EmailAddress email) {
        return CaseFolding.fold(email.value());
    }
}
