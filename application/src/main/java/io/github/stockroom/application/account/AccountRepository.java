package io.github.stockroom.application.account;

import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.EmailAddress;
import io.github.stockroom.domain.account.ExternalIdentity;
import io.github.stockroom.domain.account.PasswordHash;
import io.github.stockroom.domain.account.Profile;
import io.github.stockroom.domain.account.Role;
import io.github.stockroom.domain.account.Username;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Stores accounts. User names are unique as they are written, e-mail addresses regardless of case. Each method is one
 * atomic step that is durable when it returns. Implementations are thread-safe and throw {@link
 * io.github.stockroom.application.error.TemporarilyUnavailableException} when the store cannot answer.
 */
public interface AccountRepository {

    /**
     * Stores a new, active account under a new id, at version 1 and token version 0.
     *
     * @param identity the outside identity that it is linked to; null: none
     * @throws AlreadyTakenException and nothing stored, when another account has the user name, the e-mail address or
     *     the identity
     */
    Account insert(
            Profile profile,
            @Nullable EmailAddress email,
            Role role,
            PasswordHash password,
            @Nullable ExternalIdentity identity,
            Instant joined);

    Optional<Account> find(AccountId id);

    Optional<Account> find(Username username);

    /** Finds an account by its e-mail address, ignoring case. */
    Optional<Account> find(EmailAddress email);

    /** The account that is linked to an identity of an outside issuer. */
    Optional<Account> find(ExternalIdentity identity);

    /** Returns true if there is an active administrator. */
    boolean hasAdministrator();

    /** In the order of their ids, those behind {@code after}, from the first when it is null; at most {@code limit}. */
    List<Account> list(@Nullable AccountId after, int limit);

    /**
     * Stores the profile if the stored version is still the one the account was read at: one conditional step.
     *
     * @return the account with its version raised by one; empty, and nothing written, when it is gone or has another
     *     version
     * @throws AlreadyTakenException and nothing written, when another account has the user name
     */
    Optional<Account> update(Account account);

    /**
     * Changes role, activity, outside identity or password of an account, raises its version by one, and takes back
     * every token, as {@link #revokeTokens} does, and its reset token. Nothing is written if the change leaves the
     * account equal and there is no password. Two such changes, or such a change and a deletion, are made one after the
     * other.
     *
     * @param change gets the stored account and returns it with another role, activity or identity; may run several
     *     times
     * @param password null: stays
     * @return the account as it is stored now; empty when it is gone
     * @throws LastAdministratorException and nothing written, when no active administrator would be left
     * @throws AlreadyTakenException and nothing written, when another account has the identity
     */
    Optional<Account> administer(AccountId id, UnaryOperator<Account> change, @Nullable PasswordHash password);

    /**
     * Deletes the account with its sessions; false when it is gone.
     *
     * @throws LastAdministratorException and nothing deleted, when no active administrator would be left
     */
    boolean delete(AccountId id);

    /** The hash of its password; empty when it is gone. */
    Optional<PasswordHash> password(AccountId id);

    /**
     * Stores the hash of another password and takes back every token, as {@link #revokeTokens} does, if the account
     * still has the token version that it was read at. Its version stays.
     *
     * @return the account as it was read, with its token version raised by one; empty, and nothing written, when it is
     *     gone or has another token version
     */
    Optional<Account> changePassword(Account account, PasswordHash password);

    /**
     * Stores another hash of the same password. Nothing happens when the account is gone or has another hash than the
     * outdated one.
     */
    void renewHash(AccountId id, PasswordHash outdated, PasswordHash renewed);

    /** Notes when its owner signed in; nothing happens when the account is gone. Its version stays. */
    void recordLogin(AccountId id, Instant time);

    /**
     * Takes back every token of an account: raises its token version by one and ends its sessions. Nothing happens when
     * it is gone. Its version stays.
     */
    void revokeTokens(AccountId id);
}
