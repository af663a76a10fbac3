package io.github.stockroom.domain.movie;

import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The part of a web address that names a movie. No two movies share one.
 *
 * @param value lower-case ASCII letters, digits, underscores and hyphens, at most {@value #MAX_LENGTH} of them, never
 *     none
 */
public record Slug(String value) {

    public static final int MAX_LENGTH = 255;

    private static final String FALLBACK = "movie";
    private static final Pattern FORM = Pattern.compile("[a-z0-9_-]{1," + MAX_LENGTH + "}");
    private static final Pattern NOT_ASCII = Pattern.compile("[^\\x00-\\x7f]");
    /** White space as Python defines it: Java's {@code \s} leaves out the four separators before the space. */
    private static final String SPACE = "\\s\\x1c-\\x1f";

    private static final Pattern NOT_IN_SLUG = Pattern.compile("[^a-z0-9_" + SPACE + "-]");
    private static final Pattern GAP = Pattern.compile("[-" + SPACE + "]+");
    private static final Pattern EDGE = Pattern.compile("^[-_]+|[-_]+$");

    public Slug {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a slug");
        }
    }

    /**
     * Reads a slug that was made elsewhere.
     *
     * @throws ValidationException {@code invalid}
     */
    public static Slug parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new ValidationException(Violation.of(
                    "invalid",
                    "A slug has lower-case letters a to z, digits, underscores and hyphens, at most " + MAX_LENGTH
                            + "."));
        }
        return new Slug(text);
    }

    /**
     * The slug that a title asks for, as Django's {@code slugify} makes it: accents dropped, gaps turned into hyphens.
     * A title of which nothing is left asks for {@code movie}.
     */
    public static Slug of(Title title) {
        String text = Normalizer.normalize(title.value(), Normalizer.Form.NFKD);
        text = NOT_ASCII.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
        text = GAP.matcher(NOT_IN_SLUG.matcher(text).replaceAll("").strip()).replaceAll("-");
        text = EDGE.matcher(text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text)
                .replaceAll("");
        return new Slug(text.isEmpty() ? FALLBACK : text);
    }

    /**
     * This slug for the n-th movie that asks for it: {@code heat}, {@code heat-2}, {@code heat-3}. Cut where it would
     * become too long.
     *
     * @param number 1 or more
     */
    public Slug numbered(int number) {
        if (number == 1) {
            return this;
        }
        String suffix = "-" + number;
        int room = MAX_LENGTH - suffix.length();
        return new Slug((value.length() > room ? value.substring(0, room) : value) + suffix);
    }

    @Override
    public String toString() {
        return value;
    }
}
