package io.github.stockroom.domain.account;

import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import java.util.regex.Pattern;

/**
 * The identity of a person at an outside OpenID Connect issuer. The issuer never gives a subject to another person; it
 * may reassign user names and e-mail addresses. Both parts are compared as they are written.
 *
 * @param issuer its URL, the claim {@code iss}: 1 to {@value #MAX_LENGTH} visible ASCII characters
 * @param subject the claim {@code sub}: 1 to {@value #MAX_LENGTH} visible ASCII characters
 */
public record ExternalIdentity(String issuer, String subject) {

    /** OpenID Connect Core 1.0, 2, allows subjects of 255 ASCII characters. */
    public static final int MAX_LENGTH = 255;

    private static final Pattern VISIBLE = Pattern.compile("[!-~]{1," + MAX_LENGTH + "}");

    /** @throws ValidationException {@code invalid} */
    public ExternalIdentity {
        requireVisible(issuer);
        requireVisible(subject);
    }

    /** @throws ValidationException {@code invalid} */
    public static String requireVisible(String part) {
        if (!VISIBLE.matcher(part).matches()) {
            throw new ValidationException(
                    Violation.of("invalid", "Must be 1 to " + MAX_LENGTH + " ASCII characters without spaces."));
        }
        return part;
    }
}
