package io.github.stockroom.rest.security;

import io.github.stockroom.domain.account.Caller;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A caller whose token was found good, in the terms of Spring Security. */
final class CallerAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Caller.SignedIn caller;

    CallerAuthentication(Caller.SignedIn caller) {
        super(List.of());
        this.caller = caller;
        super.setAuthenticated(true);
    }

    Caller.SignedIn caller() {
        return caller;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return caller;
    }
}
