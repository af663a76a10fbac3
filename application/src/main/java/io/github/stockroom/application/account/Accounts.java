package io.github.stockroom.application.account;

import io.github.stockroom.application.attempt.AttemptLimit;
import io.github.stockroom.application.attempt.Attempts;
import io.github.stockroom.application.version.Precondition;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.Caller;
import io.github.stockroom.domain.account.ExternalIdentity;
import io.github.stockroom.domain.account.Password;
import io.github.stockroom.domain.account.Profile;
import io.github.stockroom.domain.account.Username;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The accounts, as callers see them. Every call is atomic, and what it returned is stored. Thread-safe.
 *
 * <p>Whether a caller may ask at all is for {@link io.github.stockroom.domain.access.AccessPolicy} to say; what is
 * checked here is what depends on the content of the request.
 *
 * <p>Every method may throw {@link io.github.stockroom.application.error.TemporarilyUnavailableException}; nothing was
 * changed then.
 */
public interface Accounts {

    /**
     * Accounts on top of a store.
     *
     * @param signUps how many accounts one client may ask for that is no administrator
     */
    static Accounts on(
            AccountRepository accounts,
            AccountStates states,
            PasswordHasher hasher,
            Attempts attempts,
            AttemptLimit signUps,
            Clock clock) {
        return new AccountService(accounts, states, hasher, attempts, signUps, clock);
    }

    /**
     * Checks whether the caller may create an account, and hashes its password. That may wait for other passwords, so
     * it is not to be done inside of a transaction. Nothing is stored yet.
     *
     * @param client on whose behalf, such as a network address
     * @throws RoleNotAllowedException when the caller is no administrator and asks for another role than
     *     {@link io.github.stockroom.domain.account.Role#USER}
     * @throws io.github.stockroom.application.attempt.TooManyAttemptsException when the client asked for too many
     *     accounts
     */
    PreparedAccount prepare(Caller caller, NewAccount account, String client);

    /**
     * Creates an account at version 1.
     *
     * @throws AlreadyTakenException when another account has the user name or the e-mail address, or a user name that
     *     looks the same
     */
    Account create(PreparedAccount account);

    /** @throws io.github.stockroom.application.error.RecordNotFoundException when there is none */
    Account get(AccountId id);

    /** @throws io.github.stockroom.application.error.RecordNotFoundException when there is none */
    Account get(Username username);

    /**
     * Accounts in the order of their ids.
     *
     * @param after the last id that the caller has; null to start
     * @param limit 1 or more
     */
    List<Account> list(@Nullable AccountId after, int limit);

    /**
     * Changes what the owner says of themselves, unless the change leaves it equal: then nothing is written.
     *
     * @param change gets the stored profile and returns the wanted one; runs again when another writer comes first and
     *     the precondition still holds, so it must have no effect of its own
     * @return the account as stored, its version raised by one if it changed
     * @throws io.github.stockroom.application.error.RecordNotFoundException when there is none
     * @throws io.github.stockroom.application.version.StaleVersionException when the precondition refuses its version
     * @throws AlreadyTakenException when another account has the user name
     */
    Account changeProfile(AccountId id, Precondition precondition, UnaryOperator<Profile> change);

    /**
     * Changes an account as an administrator may. Unless everything stays, its sessions end and its tokens are taken
     * back; other instances follow within 30 seconds.
     *
     * @param client on whose behalf a password is hashed, such as a network address
     * @return the account as stored
     * @throws io.github.stockroom.application.error.RecordNotFoundException when there is none
     * @throws LastAdministratorException when no active administrator would be left
     * @throws AlreadyTakenException when another account has the outside identity
     */
    Account administer(AccountId id, AccountChange change, String client);

    /**
     * Deletes an account with all its tokens; its id is never given again, its user name may be.
     *
     * @return the account as it was
     * @throws io.github.stockroom.application.error.RecordNotFoundException when there is none
     * @throws LastAdministratorException when no active administrator would be left
     */
    Account delete(Username username);

    /**
     * Sees to it that there is an active administrator. While there is one, nothing happens, whatever its name and
     * password. When there is none, the account of the name given becomes one and gets the password given; it is
     * created if need be.
     *
     * @param password asked for only when it is needed
     * @return the account that became one; empty when there was one
     */
    Optional<EnsuredAccount> ensureAdministrator(Username username, Supplier<Password> password);

    /**
     * Returns the account that is linked to an outside identity. Creates it if there is none: of the role {@link
     * io.github.stockroom.domain.account.Role#USER} and without a password. One of several calls at the same moment
     * creates it, and the others return it.
     *
     * @throws AlreadyTakenException when the account is to be created and another one has the user name, or a user name
     *     that looks the same. An account is never linked because of its name
     */
    EnsuredAccount ensureLinked(ExternalIdentity identity, Username username);
}
