package io.github.stockroom.rest.query;

import io.github.stockroom.application.query.Condition;
import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.Operator;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A parameter that filters, such as {@code price__gte}. */
record FilterParameter<R>(Field<R, ?> field, Operator operator) {

    String name() {
        return ListRequestParser.filterName(field, operator);
    }

    /** {@code ?product=} means no filter, as in Django. */
    boolean isEmptyEquality(String value) {
        return operator == Operator.EQ && value.isEmpty();
    }

    /** @throws ValidationException when the value is none for this field */
    Condition<R> parse(String value) {
        if (value.isEmpty()) {
            throw new ValidationException(Violation.of("blank", "This filter needs a value."));
        }
        return switch (operator) {
            case ISNULL -> new Condition<>(field, operator, List.of(truth(value)));
            case IN -> new Condition<>(field, operator, operands(value));
            default -> new Condition<>(field, operator, List.of(field.type().parse(value)));
        };
    }

    private List<? extends Object> operands(String value) {
        List<String> parts = split(value);
        if (parts.size() > ListRequestParser.MAX_OPERANDS) {
            throw new ValidationException(Violation.of(
                    "invalid",
                    "At most " + ListRequestParser.MAX_OPERANDS + " values.",
                    "max",
                    ListRequestParser.MAX_OPERANDS));
        }
        return parts.stream().map(part -> (Object) field.type().parse(part)).toList();
    }

    private static boolean truth(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new ValidationException(Violation.of("invalid", "Must be true or false."));
        };
    }

    /** At commas; {@code \,} is a comma that belongs to a value. */
    private static List<String> split(String value) {
        List<String> parts = new ArrayList<>();
        var part = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length() && value.charAt(i + 1) == ',') {
                part.append(',');
                i++;
            } else if (c == ',') {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }
}
