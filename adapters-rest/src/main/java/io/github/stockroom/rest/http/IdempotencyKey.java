package io.github.stockroom.rest.http;

import io.github.stockroom.rest.problem.ProblemException;
import io.github.stockroom.rest.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header field {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header): a string of RFC 8941, or the same
 * without the quotes, as most clients send it.
 */
final class IdempotencyKey {

    static final String HEADER = "Idempotency-Key";

    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\[\"\\\\])*)\"");
    private static final Pattern BARE = Pattern.compile("[^\"]*");
    private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

    private IdempotencyKey() {}

    static boolean isGiven(HttpServletRequest request) {
        return request.getHeader(HEADER) != null;
    }

    /**
     * The key without quotes; empty when there is none.
     *
     * @throws ProblemException 400 when it is not 1 to 255 visible ASCII characters, or given twice
     */
    static Optional<String> of(HttpServletRequest request) {
        if (!isGiven(request)) {
            return Optional.empty();
        }
        List<String> lines = Collections.list(request.getHeaders(HEADER));
        String value = lines.get(0).trim();
        Matcher quoted = QUOTED.matcher(value);
        String key = quoted.matches() ? quoted.group(1).replaceAll("\\\\(.)", "$1") : value;
        boolean wellFormed = quoted.matches() || BARE.matcher(value).matches();
        if (lines.size() > 1 || !wellFormed || !KEY.matcher(key).matches()) {
            throw Problems.invalidHeader(
                            HEADER,
                            "An Idempotency-Key is 1 to 255 visible ASCII characters, bare or in quotes, given once.")
                    .exception();
        }
        return Optional.of(key);
    }
}
