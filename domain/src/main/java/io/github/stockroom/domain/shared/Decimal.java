package io.github.stockroom.domain.shared;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** The rules for decimal numbers that arrive as text, such as {@code 12.50}. They are exact and never rounded. */
public final class Decimal {

    /** The number of digits that a field may have at most; every supported database keeps as many. */
    public static final int MAX_PRECISION = 1_000;

    private static final int LONGEST = 1_100;
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]*)?([eE][+-]?[0-9]{1,9})?");

    private Decimal() {}

    /**
     * Reads a number and keeps its value. The cost does not depend on the exponent: {@code 1e999999999} is not
     * expanded.
     *
     * @throws ValidationException {@code invalid} when the text is no number, or {@code max_string_length} when it is
     *     longer than 1,100 characters
     */
    public static BigDecimal parse(String raw) {
        String text = Text.trim(raw);
        if (text.length() > LONGEST) {
            throw new ValidationException(Violation.of("max_string_length", "String value too large.", "max", LONGEST));
        }
        if (!NUMBER.matcher(text).matches()) {
            throw invalid();
        }
        return new BigDecimal(text);
    }

    /**
     * Returns the same number with {@code scale} decimal places.
     *
     * @param precision the digits that the number may have, those behind the point included
     * @throws ValidationException {@code max_decimal_places} or {@code max_whole_digits} when it has more
     */
    public static BigDecimal fitted(int precision, int scale, BigDecimal number) {
        BigDecimal plain = stripped(number);
        if (plain.scale() > scale) {
            throw new ValidationException(Violation.of(
                    "max_decimal_places",
                    "Ensure that there are no more than " + scale + " decimal places.",
                    "max",
                    scale));
        }
        int whole = precision - scale;
        if (plain.signum() != 0 && (long) plain.precision() - plain.scale() > whole) {
            throw new ValidationException(Violation.of(
                    "max_whole_digits",
                    "Ensure that there are no more than " + whole + " digits before the decimal point.",
                    "max",
                    whole));
        }
        return plain.setScale(scale);
    }

    /**
     * Returns the number as a field of this scale holds it, or with the decimal places that it needs beyond them, for
     * comparisons. Equal numbers become equal objects.
     *
     * @throws ValidationException {@code invalid} for a number of more than {@value #MAX_PRECISION} digits on either
     *     side of the point
     */
    public static BigDecimal comparable(int scale, BigDecimal number) {
        BigDecimal plain = stripped(number);
        if (plain.scale() > MAX_PRECISION || (long) plain.precision() - plain.scale() > MAX_PRECISION) {
            throw invalid();
        }
        return plain.scale() > scale ? plain : plain.setScale(scale);
    }

    private static BigDecimal stripped(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    private static ValidationException invalid() {
        return new ValidationException(Violation.of("invalid", "A valid number is required."));
    }
}
