package io.github.stockroom.domain.account;

import io.github.stockroom.domain.shared.Text;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import java.util.regex.Pattern;

/**
 * An e-mail address of an account. Only the syntax is checked, not whether the address receives mail.
 *
 * @param value trimmed, at most {@value #MAX_LENGTH} code points (RFC 5321, 4.5.3.1.3), text around one {@code @};
 *     trimmed by the constructor, which throws {@link ValidationException} for anything else
 */
public record EmailAddress(String value) {

    public static final int MAX_LENGTH = 254;

    private static final Pattern FORM = Pattern.compile("[^\\s@\\p{Cc}]+@[^\\s@\\p{Cc}]+");

    public EmailAddress {
        value = Text.required(value, MAX_LENGTH);
        if (!FORM.matcher(value).matches()) {
            throw new ValidationException(Violation.of("invalid", "Enter a valid email address."));
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
