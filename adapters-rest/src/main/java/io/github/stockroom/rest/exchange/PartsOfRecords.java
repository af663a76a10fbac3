package io.github.stockroom.rest.exchange;

import io.github.stockroom.rest.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;

/** Refuses parts of records, which a request could mean and the service would take for the whole. */
final class PartsOfRecords {

    /** Begins a {@code Range} of bytes. */
    private static final String BYTES = "bytes=";

    private PartsOfRecords() {}

    /** A part of a record must not replace the record (RFC 9110, 14.5). */
    static void refuseContentRange(HttpServletRequest request) {
        if (request.getMethod().equals("PUT") && request.getHeader("Content-Range") != null) {
            throw Problems.invalidHeader(
                            "Content-Range", "PUT replaces the whole record; change a part of it with PATCH.")
                    .exception();
        }
    }

    /** A client that asks for ten records must not take the whole list for them. */
    static void refuseRange(HttpServletRequest request) {
        String range = request.getHeader("Range");
        if (range != null && !range.regionMatches(true, 0, BYTES, 0, BYTES.length())) {
            throw Problems.invalidHeader("Range", "Ask for a part of a list with limit and offset.")
                    .exception();
        }
    }
}
