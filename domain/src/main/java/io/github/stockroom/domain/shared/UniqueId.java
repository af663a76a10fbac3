package io.github.stockroom.domain.shared;

import java.util.UUID;
import java.util.regex.Pattern;

/** The rules for UUIDs that arrive as text (RFC 9562, 4): 36 characters in either case. */
public final class UniqueId {

    /** {@link UUID#fromString} alone takes {@code 1-1-1-1-1} too. */
    private static final Pattern FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private UniqueId() {}

    /** @throws ValidationException {@code invalid} */
    public static UUID parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new ValidationException(Violation.of("invalid", "Must be a valid UUID."));
        }
        return UUID.fromString(text);
    }
}
