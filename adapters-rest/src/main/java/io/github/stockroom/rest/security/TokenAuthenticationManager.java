package io.github.stockroom.rest.security;

import io.github.stockroom.application.session.InvalidTokenException;
import io.github.stockroom.application.session.Sessions;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Asks the application whose token it is. */
final class TokenAuthenticationManager implements AuthenticationManager {

    private final Sessions sessions;

    TokenAuthenticationManager(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Authentication authenticate(Authentication authentication) throws AuthenticationException {
        try {
            String token = ((BearerTokenAuthenticationToken) authentication).getToken();
            return new CallerAuthentication(sessions.authenticate(token));
        } catch (InvalidTokenException e) {
            throw new InvalidBearerTokenException(e.reason().name(), e);
        }
    }
}
