package io.github.stockroom.rest.exchange;

import io.github.stockroom.rest.problem.ProblemException;
import io.github.stockroom.rest.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The header field {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header): a string of RFC 8941, or the
 * same without the quotes, as most clients send it.
 */
public final class IdempotencyKey {

    static final String HEADER = "Idempotency-Key";

    private static final int MAX_LENGTH = 255;

    private IdempotencyKey() {}

    /** Returns true if there is one, well-formed or not. */
    public static boolean isGiven(HttpServletRequest request) {
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
        String key = lines.size() > 1 ? null : parse(lines.get(0));
        if (key == null) {
            throw Problems.invalidHeader(
                            HEADER,
                            "An Idempotency-Key is 1 to " + MAX_LENGTH
                                    + " visible ASCII characters, bare or in quotes, given once.")
                    .exception();
        }
        return Optional.of(key);
    }

    /** Returns the key that a field value stands for; null when it stands for none. */
    static @Nullable String parse(CharSequence value) {
        var scanner = new FieldScanner(value);
        scanner.skipWhitespace();
        CharSequence key = scanner.skip('"') ? quoted(scanner) : scanner.until("\" \t");
        scanner.skipWhitespace();
        return key != null && scanner.isAtEnd() && isKey(key) ? key.toString() : null;
    }

    private static boolean isKey(CharSequence key) {
        return !key.isEmpty() && key.length() <= MAX_LENGTH && key.chars().allMatch(c -> c >= '!' && c <= '~');
    }

    /**
     * Reads a string whose opening quote was passed; returns null when it does not end, or escapes what needs no
     * escape.
     */
    private static @Nullable StringBuilder quoted(FieldScanner scanner) {
        var key = new StringBuilder();
        while (!scanner.skip('"')) {
            if (scanner.isAtEnd()) {
                return null;
            }
            key.append(scanner.until("\"\\"));
            if (scanner.skip('\\')) {
                if (scanner.skip('"')) {
                    key.append('"');
                } else if (scanner.skip('\\')) {
                    key.append('\\');
                } else {
                    return null;
                }
            }
        }
        return key;
    }
}
