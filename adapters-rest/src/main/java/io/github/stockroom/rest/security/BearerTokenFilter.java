package io.github.stockroom.rest.security;

import io.github.stockroom.application.session.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;

/** Finds out who is calling: Spring Security's filter, for tokens of this service. */
public final class BearerTokenFilter extends BearerTokenAuthenticationFilter {

    public BearerTokenFilter(Sessions sessions) {
        super(new TokenAuthenticationManager(sessions), new BearerTokens());
        setAuthenticationEntryPoint(new TokenProblems());
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !BearerTokens.mayBeIn(request);
    }
}
