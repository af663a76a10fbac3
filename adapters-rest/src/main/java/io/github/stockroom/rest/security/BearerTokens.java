package io.github.stockroom.rest.security;

import io.github.stockroom.rest.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Finds the token of a request: {@code Authorization: Bearer …} (RFC 6750, 2.1), or {@code Token …}, as Django REST Framework
 * spells it. Any other scheme is passed over: front ends send {@code null} before they have a token.
 */
public final class BearerTokens implements AuthenticationConverter {

    /** Operations that hand out tokens are not asked for one: clients send their expired one along. */
    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        String token = AccessRequest.of(request).asksForCaller() ? find(request) : null;
        return token == null ? null : new BearerTokenAuthenticationToken(token);
    }

    /** Whether there is anything to look at; few requests that read have a token. */
    static boolean mayBeIn(HttpServletRequest request) {
        return request.getHeader("Authorization") != null;
    }

    /**
     * The token, good or not; null when there is none.
     *
     * @throws io.github.stockroom.rest.problem.ProblemException 400 when there are two
     * @throws OAuth2AuthenticationException when the scheme is there and the token is not
     */
    public static @Nullable String find(HttpServletRequest request) {
        Enumeration<String> headers = request.getHeaders("Authorization");
        if (!headers.hasMoreElements()) {
            return null;
        }
        String header = headers.nextElement().trim();
        if (headers.hasMoreElements()) {
            throw Problems.invalidHeader("Authorization", "Authorization was sent more than once.")
                    .exception();
        }
        int space = header.indexOf(' ');
        String scheme = space < 0 ? header : header.substring(0, space);
        if (!scheme.equalsIgnoreCase("Bearer") && !scheme.equalsIgnoreCase("Token")) {
            return null;
        }
        if (space < 0) {
            throw new OAuth2AuthenticationException(BearerTokenErrors.invalidToken("no token"));
        }
        return header.substring(space + 1).trim();
    }
}
