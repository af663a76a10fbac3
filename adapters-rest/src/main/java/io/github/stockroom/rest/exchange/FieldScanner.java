package io.github.stockroom.rest.exchange;

/**
 * Reads the value of a header field from left to right (RFC 9110, 5.6). Looks at each character a fixed number of
 * times, so the work grows with the length of the value and with nothing else: no backtracking, no recursion. Not
 * thread-safe.
 */
final class FieldScanner {

    private final CharSequence text;
    private int position;

    FieldScanner(CharSequence text) {
        this.text = text;
    }

    boolean isAtEnd() {
        return position == text.length();
    }

    /** Passes over spaces and tabs. */
    void skipWhitespace() {
        while (!isAtEnd() && isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    /** Passes over one character if it comes next. */
    boolean skip(char expected) {
        if (isAtEnd() || text.charAt(position) != expected) {
            return false;
        }
        position++;
        return true;
    }

    /** Returns what comes before the first of the delimiters, or the rest. */
    String until(String delimiters) {
        int start = position;
        while (!isAtEnd() && delimiters.indexOf(text.charAt(position)) < 0) {
            position++;
        }
        return text.subSequence(start, position).toString();
    }

    /**
     * Returns what comes before the end of a quoted string whose opening quote was passed, without its escapes, and
     * passes its closing quote. A string that does not end reaches to the end of the value.
     */
    String quoted() {
        var content = new StringBuilder();
        while (!isAtEnd()) {
            char c = text.charAt(position++);
            if (c == '"') {
                break;
            }
            if (c == '\\' && !isAtEnd()) {
                c = text.charAt(position++);
            }
            content.append(c);
        }
        return content.toString();
    }

    static boolean isWhitespace(char c) {
        return c == ' ' || c == '\t';
    }
}
