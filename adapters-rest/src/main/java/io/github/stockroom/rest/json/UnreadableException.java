package io.github.stockroom.rest.json;

import io.github.stockroom.domain.shared.Violation;
import java.util.List;

/** Says that a text is not in the format that it should be in, or is longer than its reader takes. */
public final class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String title;
    private final String detail;
    private final boolean tooLarge;
    private final transient List<Violation> violations;
    private final long line;

    private UnreadableException(
            String code, String title, String detail, boolean tooLarge, List<Violation> violations, long line) {
        super(detail, null, false, false);
        this.code = code;
        this.title = title;
        this.detail = detail;
        this.tooLarge = tooLarge;
        this.violations = List.copyOf(violations);
        this.line = line;
    }

    /**
     * @param code stable; programs decide by it
     * @param title the code in words
     * @param detail one sentence that says why
     */
    public UnreadableException(String code, String title, String detail) {
        this(code, title, detail, false, List.of(), 0);
    }

    /** Says that a text is longer than its reader takes. */
    public static UnreadableException tooLarge(String code, String title, String detail) {
        return new UnreadableException(code, title, detail, true, List.of(), 0);
    }

    /** This exception with the fields that are wrong in one line of the text. */
    public UnreadableException at(long wrongLine, List<Violation> wrong) {
        return new UnreadableException(code, title, detail, tooLarge, wrong, wrongLine);
    }

    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    public String detail() {
        return detail;
    }

    public boolean isTooLarge() {
        return tooLarge;
    }

    /** Returns the fields that are wrong; empty if the text as a whole is. */
    public List<Violation> violations() {
        return violations;
    }

    /** Returns the line of the violations, from 1; 0 if there are none. */
    public long line() {
        return line;
    }
}
