package io.github.stockroom.application.session;

import io.github.stockroom.application.account.AccountRepository;
import io.github.stockroom.application.session.InvalidTokenException.Reason;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.Caller;
import java.util.Optional;

/**
 * The bearers of tokens of an outside issuer. Such a token acts for the account that an administrator linked to its
 * issuer and subject; names and e-mail addresses in it are not looked at. Thread-safe.
 *
 * @param tokens empty: there is no outside issuer
 */
public record ExternalCallers(Optional<ExternalTokens> tokens, AccountRepository accounts) {

    /** Returns true if the token says that it is of the outside issuer. */
    public boolean isMeant(String token) {
        return tokens.filter(issuer -> issuer.isMeant(token)).isPresent();
    }

    /**
     * Returns the caller that a token is for, in the role that the token gives.
     *
     * @throws InvalidTokenException when it is not good now, or there is no active account for it; which of these, it
     *     does not say
     * @throws io.github.stockroom.application.error.TemporarilyUnavailableException when the store cannot answer
     */
    public Caller.SignedIn authenticate(String token) {
        ExternalTokens.Claims claims =
                tokens.orElseThrow(ExternalCallers::invalid).read(token);
        Account account =
                accounts.find(claims.identity()).filter(Account::active).orElseThrow(ExternalCallers::invalid);
        return new Caller.SignedIn(account.id(), account.username(), claims.role());
    }

    private static InvalidTokenException invalid() {
        return new InvalidTokenException(Reason.NOT_VALID);
    }
}
