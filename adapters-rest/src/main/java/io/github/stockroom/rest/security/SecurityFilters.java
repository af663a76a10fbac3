package io.github.stockroom.rest.security;

import io.github.stockroom.application.session.Sessions;
import jakarta.servlet.Filter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;

/** The filter that finds out who is calling: Spring Security's, for tokens of this service. */
public final class SecurityFilters {

    private SecurityFilters() {}

    public static Filter authentication(Sessions sessions) {
        var filter = new BearerTokenAuthenticationFilter(new TokenAuthenticationManager(sessions), new BearerTokens());
        filter.setAuthenticationEntryPoint(new TokenProblems());
        return filter;
    }
}
