package io.github.stockroom.application.session;

import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.application.account.Accounts;
import io.github.stockroom.application.account.AlreadyTakenException;
import io.github.stockroom.application.account.EnsuredAccount;
import io.github.stockroom.application.session.ExternalTokens.Claims;
import io.github.stockroom.application.session.InvalidTokenException.Reason;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.Caller;
import io.github.stockroom.domain.account.Username;
import io.github.stockroom.domain.shared.ValidationException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bearers of tokens of an outside issuer. Such a token acts for the account that is linked to its issuer and
 * subject. No name and no e-mail address leads to an account; the user name counts once, for the name of a new account.
 * Thread-safe.
 *
 * @param tokens empty: there is no outside issuer
 * @param stored where linked accounts are looked up
 * @param accounts creates an account for an identity that is not linked yet; empty: such an identity is refused
 */
public record ExternalCallers(Optional<ExternalTokens> tokens, AccountRepository stored, Optional<Accounts> accounts) {

    /** A caller, and the account if it was created for this request. */
    public record Authenticated(Caller.SignedIn caller, Optional<Account> created) {}

    /** Returns true if the token says that it is of the outside issuer. */
    public boolean isMeant(String token) {
        return tokens.filter(issuer -> issuer.isMeant(token)).isPresent();
    }

    /**
     * Returns the caller that a token is for, in the role that the token gives.
     *
     * @throws InvalidTokenException when it is not good now, or there is no active account for it; which of these, it
     *     does not say. Or when no account can be created for it, for the reason it says
     * @throws io.github.stockroom.application.error.TemporarilyUnavailableException when the store cannot answer
     */
    public Authenticated authenticate(String token) {
        Claims claims = tokens.orElseThrow(() -> invalid(Reason.NOT_VALID)).read(token);
        EnsuredAccount found = stored.find(claims.identity())
                .map(account -> new EnsuredAccount(account, false))
                .orElseGet(() -> create(claims));
        Account account = found.account();
        if (!account.active()) {
            throw invalid(Reason.NOT_VALID);
        }
        return new Authenticated(
                new Caller.SignedIn(account.id(), account.username(), claims.role()),
                found.created() ? Optional.of(account) : Optional.empty());
    }

    private EnsuredAccount create(Claims claims) {
        Accounts creator = accounts.orElseThrow(() -> invalid(Reason.NOT_VALID));
        try {
            return creator.ensureLinked(claims.identity(), chosen(claims.username()));
        } catch (AlreadyTakenException e) {
            throw invalid(Reason.USERNAME_TAKEN);
        }
    }

    private static Username chosen(@Nullable String name) {
        if (name == null) {
            throw invalid(Reason.NO_USERNAME);
        }
        try {
            return Username.chosen(name);
        } catch (ValidationException e) {
            throw invalid(Reason.NO_USERNAME);
        }
    }

    private static InvalidTokenException invalid(Reason reason) {
        return new InvalidTokenException(reason);
    }
}
