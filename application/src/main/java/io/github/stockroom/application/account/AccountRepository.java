package io.github.stockroom.application.account;

import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.domain.account.EmailAddress;
import io.github.stockroom.domain.account.PasswordHash;
import io.github.stockroom.domain.account.Profile;
import io.github.stockroom.domain.account.Role;
import io.github.stockroom.domain.account.Username;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where accounts are kept. User names are unique as they are written, e-mail addresses whatever their case. Each method is one
 * atomic step that is durable when it returns. Implementations are thread-safe and throw {@link
 * io.github.stockroom.application.error.TemporarilyUnavailableException} when the store cannot answer.
 */
public interface AccountRepository {

    /**
     * Stores a new, active account under a new id, at version 1 and token version 0.
     *
     * @throws AlreadyTakenException and nothing stored, when another account has the user name or the e-mail address
     */
    Account insert(Profile profile, @Nullable EmailAddress email, Role role, PasswordHash password, Instant joined);

    Optional<Account> find(AccountId id);

    Optional<Account> find(Username username);

    /** Whatever the case of its letters. */
    Optional<Account> find(EmailAddress email);

    boolean hasAdministrator();

    /** In the order of their ids, those behind {@code after}, from the first when it is null; at most {@code limit}. */
    List<Account> list(@Nullable AccountId after, int limit);

    /**
     * Stores profile and role if the stored version is still the one the account was read at: one conditional step.
     *
     * @return the account with its version raised by one; empty, and nothing written, when it is gone or has another version
     * @throws AlreadyTakenException and nothing written, when another account has the user name
     */
    Optional<Account> update(Account account);

    /** Deletes the account with its sessions; false when it is gone. */
    boolean delete(AccountId id);

    /** The hash of its password; empty when it is gone. */
    Optional<PasswordHash> password(AccountId id);

    /** Stores another hash; nothing happens when the account is gone. Its version stays. */
    void changePassword(AccountId id, PasswordHash password);

    /** Notes when its owner signed in; nothing happens when the account is gone. Its version stays. */
    void recordLogin(AccountId id, Instant time);

    /**
     * Takes back every token of an account: raises its token version by one and ends its sessions. Nothing happens when it is
     * gone. Its version stays.
     */
    void revokeTokens(AccountId id);
}
