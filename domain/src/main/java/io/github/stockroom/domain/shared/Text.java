package io.github.stockroom.domain.shared;

import java.text.Normalizer;

/**
 * The rules for text that people type: one form of each character, trimmed, storable on every database, and measured in
 * code points.
 *
 * <p>Lengths count code points because that is what PostgreSQL's {@code varchar(n)} and the callers of this service
 * count; {@link String#length()} counts UTF-16 units and would refuse half as many emoji.
 */
public final class Text {

    /**
     * As many combining marks as UAX 15 (Stream-Safe Text Format) has in a row. The work of a normaliser grows with the
     * square of a run.
     */
    static final int MAX_MARKS = 30;

    /** No character below this one is changed by Unicode's form NFC. */
    private static final char FIRST_TO_COMPOSE = '\u0300';

    private Text() {}

    /**
     * The form in which text from outside is stored and compared: Unicode NFC, without white space and invisible format
     * characters at both ends. Empty if there is nothing to see in it. The marks that make an emoji are kept.
     *
     * @throws ValidationException {@code null_character}, or {@code invalid_unicode} also for more than
     *     {@value #MAX_MARKS} combining marks in a row
     */
    public static String normalised(String raw) {
        String text = composed(storable(raw));
        int start = 0;
        int end = text.length();
        while (start < end && Invisible.isDropped(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (start < end && Invisible.isDropped(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        String trimmed = text.substring(start, end);
        return Invisible.isAllOf(trimmed) ? "" : trimmed;
    }

    private static String composed(String text) {
        int marks = 0;
        boolean plain = true;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < FIRST_TO_COMPOSE) {
                marks = 0;
                continue;
            }
            plain = false;
            int c = text.codePointAt(i);
            i += Character.charCount(c) - 1;
            marks = isMark(c) ? marks + 1 : 0;
            if (marks > MAX_MARKS) {
                throw new ValidationException(Violation.of(
                        "invalid_unicode", "More than " + MAX_MARKS + " combining marks in a row are no text."));
            }
        }
        return plain ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

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

    static boolean isSpace(char c) {
        return c < 0x80
                ? c <= ' ' && Character.isWhitespace(c)
                : Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }
}
