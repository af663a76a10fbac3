package io.github.stockroom.application.account;

import io.github.stockroom.application.attempt.AttemptLimit;
import io.github.stockroom.application.attempt.Attempts;
import io.github.stockroom.application.error.RecordNotFoundException;
import io.github.stockroom.application.version.OptimisticWrite;
import io.github.stockroom.application.version.Precondition;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.Caller;
import io.github.stockroom.domain.account.ExternalIdentity;
import io.github.stockroom.domain.account.Password;
import io.github.stockroom.domain.account.PasswordHash;
import io.github.stockroom.domain.account.Profile;
import io.github.stockroom.domain.account.Role;
import io.github.stockroom.domain.account.Username;
import io.github.stockroom.domain.shared.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

final class AccountService implements Accounts {

    /** The client of what the service does of its own. */
    private static final String THIS_SERVICE = "";

    private final AccountRepository accounts;
    private final AccountStates states;
    private final PasswordHasher hasher;
    private final Attempts attempts;
    private final AttemptLimit signUps;
    private final Clock clock;

    AccountService(
            AccountRepository accounts,
            AccountStates states,
            PasswordHasher hasher,
            Attempts attempts,
            AttemptLimit signUps,
            Clock clock) {
        this.accounts = accounts;
        this.states = states;
        this.hasher = hasher;
        this.attempts = attempts;
        this.signUps = signUps;
        this.clock = clock;
    }

    @Override
    public PreparedAccount prepare(Caller caller, NewAccount account, String client) {
        if (account.role() != Role.USER && !caller.isAdministrator()) {
            throw new RoleNotAllowedException();
        }
        if (!caller.isAdministrator()) {
            countSignUp(account.profile().username(), client);
        }
        return new PreparedAccount(account, hasher.hash(account.password(), client));
    }

    @Override
    public Account create(PreparedAccount account) {
        refuseLookAlike(account.profile().username());
        Instant now = Timestamp.stored(clock.instant());
        return accounts.insert(account.profile(), account.email(), account.role(), account.password(), null, now);
    }

    @Override
    public Account get(AccountId id) {
        return accounts.find(id).orElseThrow(() -> new RecordNotFoundException("account", id));
    }

    @Override
    public Account get(Username username) {
        return accounts.find(username).orElseThrow(() -> new RecordNotFoundException("user", username));
    }

    @Override
    public List<Account> list(@Nullable AccountId after, int limit) {
        return accounts.list(after, limit);
    }

    @Override
    public Account changeProfile(AccountId id, Precondition precondition, UnaryOperator<Profile> change) {
        return change(id, precondition, account -> {
            Account changed = account.with(change.apply(account.profile()));
            if (!changed.username().equals(account.username())) {
                refuseLookAlike(changed.username());
            }
            return changed;
        });
    }

    @Override
    public Account administer(AccountId id, AccountChange change, String client) {
        Password password = change.password();
        PasswordHash hash = password == null ? null : hasher.hash(password, client);
        Account changed = accounts.administer(id, change::appliedTo, hash)
                .orElseThrow(() -> new RecordNotFoundException("user", id));
        states.forget(id);
        return changed;
    }

    @Override
    public Account delete(Username username) {
        Account deleted = get(username);
        if (!accounts.delete(deleted.id())) {
            throw new RecordNotFoundException("user", username);
        }
        states.forget(deleted.id());
        return deleted;
    }

    @Override
    public Optional<EnsuredAccount> ensureAdministrator(Username username, Supplier<Password> password) {
        if (accounts.hasAdministrator()) {
            return Optional.empty();
        }
        try {
            Account created = create(new PreparedAccount(
                    NewAccount.of(username, Role.ADMIN, password.get()), hasher.hash(password.get(), THIS_SERVICE)));
            return Optional.of(new EnsuredAccount(created, true));
        } catch (AlreadyTakenException e) {
            // Another instance that starts at the same moment, or an account that lost the role.
            return promote(username, password);
        }
    }

    private Optional<EnsuredAccount> promote(Username username, Supplier<Password> password) {
        Account account = get(username);
        if (account.isActiveAdministrator()) {
            return Optional.empty();
        }
        Account promoted =
                administer(account.id(), new AccountChange(Role.ADMIN, true, password.get(), null), THIS_SERVICE);
        return Optional.of(new EnsuredAccount(promoted, false));
    }

    @Override
    public EnsuredAccount ensureLinked(ExternalIdentity identity, Username username) {
        Optional<Account> linked = accounts.find(identity);
        if (linked.isPresent()) {
            return new EnsuredAccount(linked.get(), false);
        }
        try {
            refuseLookAlike(username);
            Instant now = Timestamp.stored(clock.instant());
            Account created = accounts.insert(Profile.of(username), null, Role.USER, PasswordHash.NONE, identity, now);
            return new EnsuredAccount(created, true);
        } catch (AlreadyTakenException e) {
            // Another request of the same identity at the same moment took the name, or somebody else has it.
            return accounts.find(identity)
                    .map(other -> new EnsuredAccount(other, false))
                    .orElseThrow(() -> e);
        }
    }

    /** By the name: repeating a request does not count again. */
    private void countSignUp(Username username, String client) {
        if (signUps.isUnlimited()) {
            return;
        }
        Instant now = Timestamp.stored(clock.instant());
        signUps.refuseUntil(
                attempts.recordDistinct(
                        username.value(), "\nsign-up\n" + client, now, signUps.window(), signUps.quota()),
                now);
    }

    private void refuseLookAlike(Username username) {
        if (username.plainLookAlike().flatMap(accounts::find).isPresent()) {
            throw new AlreadyTakenException(AlreadyTakenException.Part.USERNAME);
        }
    }

    private Account change(AccountId id, Precondition precondition, UnaryOperator<Account> change) {
        Account changed =
                OptimisticWrite.change(() -> get(id), Account::version, precondition, change, accounts::update);
        states.forget(id);
        return changed;
    }
}
