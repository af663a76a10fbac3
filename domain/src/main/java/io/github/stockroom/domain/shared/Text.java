package io.github.stockroom.domain.shared;

/**
 * The rules for text that people type: trimmed, storable on every database, and measured in code points.
 *
 * <p>Lengths count code points because that is what PostgreSQL's {@code varchar(n)} and the callers of this service count;
 * {@link String#length()} counts UTF-16 units and would refuse half as many emoji.
 */
public final class Text {

    private Text() {}

    /**
     * Required text: trimmed at both ends, not empty, at most {@code maxLength} code points.
     *
     * @return the trimmed text
     * @throws ValidationException {@code blank}, {@code max_length}, {@code null_character} or {@code invalid_unicode}
     */
    public static String required(String raw, int maxLength) {
        String text = trim(storable(raw));
        if (text.isEmpty()) {
            throw new ValidationException(Violation.of("blank", "This field may not be blank."));
        }
        // length() is never below the count of code points, so most text needs no counting.
        if (text.length() > maxLength && text.codePointCount(0, text.length()) > maxLength) {
            throw new ValidationException(Violation.of(
                    "max_length",
                    "Ensure this field has no more than " + maxLength + " characters.",
                    "max",
                    maxLength));
        }
        return text;
    }

    /**
     * Text that every supported database stores unchanged: no U+0000, which PostgreSQL cannot hold, and no surrogate
     * without its partner, which is not Unicode text and has no UTF-8 form.
     *
     * @return the same text
     * @throws ValidationException {@code null_character} or {@code invalid_unicode}
     */
    public static String storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\0') {
                throw new ValidationException(Violation.of("null_character", "Null characters are not allowed."));
            }
            if (Character.isSurrogate(c)) {
                boolean paired = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!paired) {
                    throw new ValidationException(
                            Violation.of("invalid_unicode", "Text with half of a surrogate pair is not Unicode."));
                }
                i++;
            }
        }
        return text;
    }

    /** The first code points of a text; all of it if it has no more. */
    public static String start(String text, int codePoints) {
        return text.length() <= codePoints || text.codePointCount(0, text.length()) <= codePoints
                ? text
                : text.substring(0, text.offsetByCodePoints(0, codePoints));
    }

    /** Removes white space at both ends, no-break spaces included ({@link String#strip()} keeps those). */
    public static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (start < end && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return c < 0x80
                ? c <= ' ' && Character.isWhitespace(c)
                : Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }
}
