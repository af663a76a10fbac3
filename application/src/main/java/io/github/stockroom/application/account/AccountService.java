package io.github.stockroom.application.account;

import io.github.stockroom.application.error.RecordNotFoundException;
import io.github.stockroom.application.version.OptimisticWrite;
import io.github.stockroom.application.version.Precondition;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.Caller;
import io.github.stockroom.domain.account.Password;
import io.github.stockroom.domain.account.Profile;
import io.github.stockroom.domain.account.Role;
import io.github.stockroom.domain.account.Username;
import io.github.stockroom.domain.shared.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

final class AccountService implements Accounts {

    private final AccountRepository accounts;
    private final AccountStates states;
    private final PasswordHasher hasher;
    private final Clock clock;

    AccountService(AccountRepository accounts, AccountStates states, PasswordHasher hasher, Clock clock) {
        this.accounts = accounts;
        this.states = states;
        this.hasher = hasher;
        this.clock = clock;
    }

    @Override
    public Account create(Caller caller, NewAccount account) {
        if (account.role() != Role.USER && !caller.isAdministrator()) {
            throw new RoleNotAllowedException();
        }
        return insert(account);
    }

    @Override
    public Account get(AccountId id) {
        return accounts.find(id).orElseThrow(() -> new RecordNotFoundException("account", id));
    }

    @Override
    public List<Account> list(@Nullable AccountId after, int limit) {
        return accounts.list(after, limit);
    }

    @Override
    public Account changeProfile(AccountId id, Precondition precondition, UnaryOperator<Profile> change) {
        return change(id, precondition, account -> account.with(change.apply(account.profile())));
    }

    @Override
    public void changeRole(AccountId id, Role role) {
        change(id, Precondition.NONE, account -> account.as(role));
    }

    @Override
    public void delete(Username username) {
        Account deleted = accounts.find(username)
                .filter(account -> accounts.delete(account.id()))
                .orElseThrow(() -> new RecordNotFoundException("user", username));
        states.forget(deleted.id());
    }

    @Override
    public boolean ensureAdministrator(Username username, Supplier<Password> password) {
        if (accounts.hasAdministrator()) {
            return false;
        }
        try {
            insert(NewAccount.of(username, Role.ADMIN, password.get()));
            return true;
        } catch (AlreadyTakenException e) {
            // Another instance that starts at the same moment, or an account that lost the role.
            return promote(username, password);
        }
    }

    private boolean promote(Username username, Supplier<Password> password) {
        Account account = accounts.find(username).orElseThrow(() -> new RecordNotFoundException("user", username));
        if (account.role() == Role.ADMIN) {
            return false;
        }
        accounts.changePassword(account.id(), hasher.hash(password.get()));
        accounts.revokeTokens(account.id());
        changeRole(account.id(), Role.ADMIN);
        return true;
    }

    private Account insert(NewAccount account) {
        Instant now = Timestamp.stored(clock.instant());
        return accounts.insert(
                account.profile(), account.email(), account.role(), hasher.hash(account.password()), now);
    }

    private Account change(AccountId id, Precondition precondition, UnaryOperator<Account> change) {
        Account changed =
                OptimisticWrite.change(() -> get(id), Account::version, precondition, change, accounts::update);
        states.forget(id);
        return changed;
    }
}
