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

    /** RFC 4180. */
    public static final String CSV = "text/csv";

    /** One JSON object a line. */
    public static final String NDJSON = "application/x-ndjson";

    /** What collections take, comma-separated. */
    static final String RECORDS = JSON + ", " + CSV + ", " + NDJSON;

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
        return notPlainUtf8(request, acceptedBy(request.getMethod()));
    }

    /** The same, where other types are accepted: these, comma-separated. */
    static Problem notPlainUtf8(HttpServletRequest request, String types) {
        return Problems.unsupportedMediaType(request.getMethod(), types, "The body must be UTF-8 and not compressed.");
    }
}
