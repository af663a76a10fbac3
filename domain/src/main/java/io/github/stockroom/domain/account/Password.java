package io.github.stockroom.domain.account;

import io.github.stockroom.domain.shared.Text;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import java.nio.charset.StandardCharsets;

/**
 * A password that a user or an administrator chooses. Never printed.
 *
 * @param value as it was typed, white space included; at most {@value #MAX_BYTES} bytes of UTF-8, because bcrypt looks
 *     at no more, and without U+0000, where some implementations of bcrypt stop
 */
public record Password(String value) {

    public static final int MAX_BYTES = 72;

    /**
     * @throws ValidationException {@code blank}, {@code max_length}, {@code null_character} or {@code invalid_unicode}
     */
    public Password {
        Text.storable(value);
        if (value.isEmpty()) {
            throw new ValidationException(Violation.of("blank", "This field may not be blank."));
        }
        if (bytes(value) > MAX_BYTES) {
            throw new ValidationException(Violation.of(
                    "max_length", "Ensure this field has no more than " + MAX_BYTES + " bytes.", "max", MAX_BYTES));
        }
    }

    private static int bytes(String value) {
        return value.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public String toString() {
        return "********";
    }
}
