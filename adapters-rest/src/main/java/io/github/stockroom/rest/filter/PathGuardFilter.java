package io.github.stockroom.rest.filter;

import io.github.stockroom.rest.problem.Problem;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;

/**
 * Refuses paths that two readers could read differently, before anything decides by the path: access rules and caches
 * would be fooled. Refuses overlong addresses too, below what gateways in front of the service cut off.
 */
public final class PathGuardFilter implements Filter {

    private static final int MAX_URL_LENGTH = 8 * 1024;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        String path = http.getRequestURI();
        int queryLength =
                http.getQueryString() == null ? 0 : http.getQueryString().length() + 1;
        if (path.length() + queryLength > MAX_URL_LENGTH) {
            throw Problem.of(414, "uri-too-long", "URI too long", "The URL may be " + MAX_URL_LENGTH + " bytes long.")
                    .exception();
        }
        if (isAmbiguous(path)) {
            throw Problem.badRequest("ambiguous-path", "Ambiguous path", "The path can be read in more than one way.")
                    .exception();
        }
        chain.doFilter(request, response);
    }

    private static boolean isAmbiguous(String path) {
        if (path.contains("//") || path.indexOf(';') >= 0 || path.indexOf('\\') >= 0 || hasDotSegment(path)) {
            return true;
        }
        if (path.indexOf('%') < 0) {
            return false;
        }
        String lower = path.toLowerCase(Locale.ROOT);
        return lower.contains("%2f") || lower.contains("%5c") || lower.contains("%00") || lower.contains("%2e");
    }

    /**
     * A proxy in front may remove {@code .} and {@code ..} (RFC 3986, 5.2.4), or pass them on as this service reads
     * them.
     */
    private static boolean hasDotSegment(String path) {
        for (int dot = path.indexOf("/."); dot >= 0; dot = path.indexOf("/.", dot + 1)) {
            int end = path.startsWith("..", dot + 1) ? dot + 3 : dot + 2;
            if (end == path.length() || path.charAt(end) == '/') {
                return true;
            }
        }
        return false;
    }
}
