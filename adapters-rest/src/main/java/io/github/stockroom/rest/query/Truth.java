package io.github.stockroom.rest.query;

import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import java.util.Locale;

/** The spellings of true and false in the query. */
final class Truth {

    private Truth() {}

    /** Returns true if the parameter is there and true; files what is wrong with its value. */
    static boolean of(Parameters given, String name, ParameterErrors errors) {
        String value = given.value(name);
        Boolean truth = value == null ? null : errors.of(name, () -> parse(value));
        return truth != null && truth;
    }

    /**
     * Reads what browsers, Python, SQL and the settings of this service write, in upper or lower case.
     *
     * @throws ValidationException {@code invalid}
     */
    static boolean parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "t", "1", "yes", "y", "on" -> true;
            case "false", "f", "0", "no", "n", "off" -> false;
            default -> throw new ValidationException(Violation.of("invalid", "Must be true or false."));
        };
    }
}
