package io.github.stockroom.domain.shared;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * The rules for whole numbers that arrive as text: {@code 1}, {@code 1.0}, {@code 1e2} and {@code " 7 "} are whole,
 * {@code 1.5} is not.
 */
public final class WholeNumber {

    private static final int LONGEST = 1_000;
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]*)?([eE][+-]?[0-9]{1,9})?");
    private static final BigDecimal MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private WholeNumber() {}

    /**
     * Reads a whole number and never changes its value.
     *
     * @return the number; one beyond the range of {@code long} becomes the nearest end of that range, so that a
     * range check
     *     behind this call refuses it as too large or too small
     * @throws ValidationException {@code invalid} when the text is not a whole number, or {@code max_string_length}
     * when it
     *     is longer than 1,000 characters
     */
    public static long parse(String raw) {
        String text = Text.trim(raw);
        if (text.length() > LONGEST) {
            throw new ValidationException(Violation.of("max_string_length", "String value too large.", "max", LONGEST));
        }
        if (text.length() <= 18 && isDigits(text)) {
            return Long.parseLong(text);
        }
        if (!NUMBER.matcher(text).matches()) {
            throw invalid();
        }
        BigDecimal number = new BigDecimal(text);
        // Ranges are compared before the number is expanded: 1e999999999 has a billion digits.
        if (number.compareTo(MAX) > 0) {
            return Long.MAX_VALUE;
        }
        if (number.compareTo(MIN) < 0) {
            return Long.MIN_VALUE;
        }
        if (number.signum() != 0 && number.stripTrailingZeros().scale() > 0) {
            throw invalid();
        }
        return number.signum() == 0 ? 0 : number.longValueExact();
    }

    /**
     * Refuses a number outside a closed range.
     *
     * @return the same number
     * @throws ValidationException {@code min_value} or {@code max_value}
     */
    public static long between(long min, long max, long number) {
        if (number < min) {
            throw new ValidationException(Violation.of(
                    "min_value", "Ensure this value is greater than or equal to " + min + ".", "min", min));
        }
        if (number > max) {
            throw new ValidationException(
                    Violation.of("max_value", "Ensure this value is less than or equal to " + max + ".", "max", max));
        }
        return number;
    }

    /** Returns true if a text is one or more digits from 0 to 9 and nothing else. */
    public static boolean isDigits(String text) {
        if (text.isEmpty()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static ValidationException invalid() {
        return new ValidationException(Violation.of("invalid", "A valid integer is required."));
    }
}
