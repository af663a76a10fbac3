package io.github.stockroom.rest.request;

import io.github.stockroom.domain.apikey.ApiKeyText;
import io.github.stockroom.rest.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;

/**
 * The token of a request: {@code Authorization: Bearer …} (RFC 6750, 2.1), or {@code Token …}, as Django REST Framework
 * spells it. Any other scheme is passed over: front ends send {@code null} before they have a token.
 */
public final class BearerTokens {

    public static final String HEADER = "Authorization";

    /**
     * Carries an API key too. Front ends of earlier systems sent keys of their gateways in it: what is no key of this
     * service is passed over.
     */
    private static final String KEY_HEADER = "X-Api-Key";

    private BearerTokens() {}

    /** Returns true if the request has one of the header fields that tokens and keys come in. */
    public static boolean hasCredentials(HttpServletRequest request) {
        return request.getHeader(HEADER) != null || request.getHeader(KEY_HEADER) != null;
    }

    /**
     * The token or the API key of a request, good or not.
     *
     * @throws io.github.stockroom.rest.problem.ProblemException 400 when there are two
     */
    public static Optional<String> findTokenOrKey(HttpServletRequest request) {
        Optional<String> token = find(request);
        List<String> keys = Collections.list(request.getHeaders(KEY_HEADER)).stream()
                .map(String::trim)
                .filter(ApiKeyText::isMeant)
                .toList();
        if (keys.isEmpty()) {
            return token;
        }
        if (token.isPresent() || keys.size() > 1) {
            throw Problems.invalidHeader(KEY_HEADER, "Send one token or one API key.")
                    .exception();
        }
        return Optional.of(keys.get(0));
    }

    /**
     * The token, good or not; an empty one where a scheme stands alone.
     *
     * @throws io.github.stockroom.rest.problem.ProblemException 400 when there are two
     */
    public static Optional<String> find(HttpServletRequest request) {
        Enumeration<String> headers = request.getHeaders(HEADER);
        if (!headers.hasMoreElements()) {
            return Optional.empty();
        }
        String header = headers.nextElement().trim();
        if (headers.hasMoreElements()) {
            throw Problems.invalidHeader(HEADER, "Authorization was sent more than once.")
                    .exception();
        }
        int space = header.indexOf(' ');
        String scheme = space < 0 ? header : header.substring(0, space);
        if (!scheme.equalsIgnoreCase("Bearer") && !scheme.equalsIgnoreCase("Token")) {
            return Optional.empty();
        }
        return Optional.of(header.substring(scheme.length()).trim());
    }
}
