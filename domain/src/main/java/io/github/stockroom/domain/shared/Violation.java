package io.github.stockroom.domain.shared;

import java.util.Map;

/**
 * One broken rule.
 *
 * @param field the name of the field that broke it; empty when the rule is not about one field
 * @param code stable, lower case with underscores ({@code min_value}); programs decide by it
 * @param message one English sentence for people; never repeats the rejected value
 * @param params the figures of the rule, such as {@code min}; immutable, empty when there are none
 */
public record Violation(String field, String code, String message, Map<String, Object> params) {

    /** A reference to a record that does not exist. */
    public static final Violation NO_SUCH_RECORD = of("does_not_exist", "There is no such record.");

    public Violation {
        params = Map.copyOf(params);
    }

    public static Violation of(String code, String message) {
        return new Violation("", code, message, Map.of());
    }

    public static Violation of(String code, String message, String param, Object value) {
        return new Violation("", code, message, Map.of(param, value));
    }

    /** The same violation, filed under a field. */
    public Violation at(String newField) {
        return new Violation(newField, code, message, params);
    }
}
