package io.github.stockroom.rest.rows;

import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import io.github.stockroom.rest.json.UnreadableException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The violation for a line with bytes that its character set does not have. */
public final class BrokenLine {

    /** The code of these violations. */
    public static final String CODE = "bad-encoding";

    private static final String WAY_OUT =
            " Save the file as \"CSV UTF-8\", or name its character set, such as windows-1252.";

    private BrokenLine() {}

    /** @throws ValidationException if the text is broken */
    static void refuse(String text, Charset charset) {
        if (SourceText.isBroken(text)) {
            throw new ValidationException(violation(charset));
        }
    }

    static UnreadableException in(long line) {
        return new UnreadableException(CODE, "Bad encoding", "Line " + line + " is not in UTF-8." + WAY_OUT)
                .at(line, List.of(violation(StandardCharsets.UTF_8)));
    }

    private static Violation violation(Charset charset) {
        return Violation.of(CODE, "This line is not in " + charset.name() + "." + WAY_OUT);
    }
}
