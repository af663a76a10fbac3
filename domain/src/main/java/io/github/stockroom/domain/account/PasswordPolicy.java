package io.github.stockroom.domain.account;

import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/**
 * Rules for new passwords (NIST SP 800-63B, 3.1.1.2): a length, and neither one of the most common passwords nor a name
 * of its owner. No rules for what characters there must be. Passwords that were chosen before stay good. Immutable and
 * thread-safe.
 */
public final class PasswordPolicy {

    private final int minLength;
    private final Set<String> common;

    /**
     * @param minLength how many characters (code points, once composed as NFC) a new password has at least
     * @param common the most common passwords, in lower case
     */
    public PasswordPolicy(int minLength, Set<String> common) {
        this.minLength = minLength;
        this.common = Set.copyOf(common);
    }

    /**
     * A password that the owner of an account chooses.
     *
     * @param names of the owner, as far as known; blank ones do not matter, and neither do parts of a name
     * @throws ValidationException {@code min_length}, {@code password_too_common}, {@code password_too_similar}, or
     *     what the constructor of {@link Password} throws
     */
    public Password chosen(String value, String... names) {
        Password password = new Password(value);
        String composed = Normalizer.normalize(value, Normalizer.Form.NFC);
        if (composed.codePointCount(0, composed.length()) < minLength) {
            throw violation(Violation.of(
                    "min_length", "Ensure this field has at least " + minLength + " characters.", "min", minLength));
        }
        String folded = folded(value);
        if (common.contains(folded)) {
            throw violation(Violation.of("password_too_common", "This password is too common."));
        }
        for (String name : names) {
            if (!name.isBlank() && folded.equals(folded(name))) {
                throw violation(Violation.of("password_too_similar", "The password is too similar to the user name."));
            }
        }
        return password;
    }

    /** Returns the least number of characters of a new password. */
    public int minLength() {
        return minLength;
    }

    private static ValidationException violation(Violation violation) {
        return new ValidationException(violation);
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }
}
