package io.github.stockroom.rest.http;

import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Media types of request bodies. */
public final class MediaTypes {

    public static final String JSON = "application/json";

    /** RFC 7396. */
    public static final String MERGE_PATCH = "application/merge-patch+json";

    /** HTML 4.01, 17.13.4. */
    public static final String FORM = "application/x-www-form-urlencoded";

    private MediaTypes() {}

    static boolean isForm(@Nullable String contentType) {
        return contentType != null && contentType.regionMatches(true, 0, FORM, 0, FORM.length());
    }

    /** What bodies of records may be, comma-separated. */
    private static String acceptedBy(String method) {
        return method.equals("PATCH") ? JSON + ", " + MERGE_PATCH : JSON;
    }

    /** The answer to a body in another character encoding or under a content coding. */
    public static Problem notPlainUtf8(HttpServletRequest request) {
        String method = request.getMethod();
        return Problems.unsupportedMediaType(method, acceptedBy(method), "The body must be UTF-8 and not compressed.");
    }
}
