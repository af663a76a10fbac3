package io.github.stockroom.rest.request;

import io.github.stockroom.rest.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.Optional;

/**
 * The token of a request: {@code Authorization: Bearer …} (RFC 6750, 2.1), or {@code Token …}, as Django REST Framework
 * spells it. Any other scheme is passed over: front ends send {@code null} before they have a token.
 */
public final class BearerTokens {

    public static final String HEADER = "Authorization";

    private BearerTokens() {}

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
