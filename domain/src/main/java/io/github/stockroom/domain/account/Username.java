package io.github.stockroom.domain.account;

import io.github.stockroom.domain.shared.Text;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name an account signs in with. Case counts. Two spellings that look alike because of compatibility characters
 * (Unicode NFKC) are one name. The constructor takes every name that an account may have; {@link #chosen} those that a
 * new one may have.
 *
 * @param value normalised and trimmed, 1 to {@value #MAX_LENGTH} code points, fit to be one segment of a path;
 *     normalised by the constructor, which throws {@link ValidationException} for anything else
 */
public record Username(String value) {

    public static final int MAX_LENGTH = 150;

    /** Control characters could forge log lines; the rest would not survive as a segment of a path. */
    private static final Pattern UNFIT = Pattern.compile(".*[\\p{Cc}/\\\\%].*|\\.{1,2}", Pattern.DOTALL);

    /**
     * As many UTF-16 units as a name of the greatest length can have before it is normalised, letters with several
     * accents included. The work of a normaliser grows with the square of a run of combining marks.
     */
    private static final int MAX_UNITS = 8 * MAX_LENGTH;

    public Username {
        value = Text.required(normalised(Text.storable(value)), MAX_LENGTH);
        if (UNFIT.matcher(value).matches()) {
            throw new ValidationException(Violation.of(
                    "invalid", "A user name has no slashes, backslashes, percent signs or control characters."));
        }
    }

    private static String normalised(String value) {
        return value.length() > MAX_UNITS ? value : Normalizer.normalize(value, Normalizer.Form.NFKC);
    }

    /**
     * A name for a new account, or a new name for an account, that does not pass for another: letters of one script in
     * everyday use, digits of one kind, single spaces and ASCII punctuation, nothing that is not seen.
     *
     * @throws ValidationException {@code mixed_scripts} for letters of several scripts, {@code confusable} for letters
     *     of another script that all look like Latin ones, or what the constructor throws
     */
    public static Username chosen(String value) {
        Username username = new Username(value);
        UsernameRules.check(username.value());
        return username;
    }

    /**
     * Another name that looks like this one, with plain letters in place of Latin letters that look like them; empty if
     * none.
     */
    public Optional<Username> plainLookAlike() {
        String plain = LookAlikes.plain(value);
        return plain.equals(value) ? Optional.empty() : Optional.of(new Username(plain));
    }

    @Override
    public String toString() {
        return value;
    }
}
