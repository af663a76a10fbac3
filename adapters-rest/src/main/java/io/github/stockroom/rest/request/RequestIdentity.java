package io.github.stockroom.rest.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a request in responses and logs: its id, and the path it was sent to before any filter rewrote it.
 */
public final class RequestIdentity {

    public static final String HEADER = "X-Request-Id";

    private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String ID = RequestIdentity.class.getName() + ".id";
    private static final String PATH = RequestIdentity.class.getName() + ".path";

    private RequestIdentity() {}

    /** Names the request, before anything else; one that waited for its body keeps its name. */
    public static String assign(HttpServletRequest request) {
        if (request.getAttribute(ID) instanceof String known) {
            return known;
        }
        String id = acceptedOrNew(request.getHeader(HEADER));
        request.setAttribute(ID, id);
        request.setAttribute(PATH, request.getRequestURI());
        return id;
    }

    /** Returns the client's own id if it may stand in a log, otherwise a new one. */
    public static String acceptedOrNew(@Nullable String offered) {
        return offered != null && ACCEPTABLE.matcher(offered).matches()
                ? offered
                : UUID.randomUUID().toString();
    }

    public static String id(HttpServletRequest request) {
        return request.getAttribute(ID) instanceof String id ? id : "";
    }

    /** As it was sent: still encoded, without the query. */
    public static String path(HttpServletRequest request) {
        return request.getAttribute(PATH) instanceof String path ? path : request.getRequestURI();
    }
}
