package io.github.stockroom.rest.security;

import io.github.stockroom.application.session.Sessions;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;

/** Finds out who is calling: Spring Security's filter, for tokens of this service and for requests that may have one. */
public final class BearerTokenFilter implements Filter {

    private final BearerTokenAuthenticationFilter authentication;

    public BearerTokenFilter(Sessions sessions) {
        authentication =
                new BearerTokenAuthenticationFilter(new TokenAuthenticationManager(sessions), new BearerTokens());
        authentication.setAuthenticationEntryPoint(new TokenProblems());
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (BearerTokens.mayBeIn((HttpServletRequest) request)) {
            authentication.doFilter(request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }
}
