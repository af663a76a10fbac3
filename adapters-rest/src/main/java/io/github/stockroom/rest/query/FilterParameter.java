package io.github.stockroom.rest.query;

import io.github.stockroom.application.query.Condition;
import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.Operator;
import io.github.stockroom.application.query.TextField;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parameter that filters, such as {@code price__gte}. */
record FilterParameter<R>(Field<R, ?> field, Operator operator) {

    /** Asks for empty text, as in CSV: a parameter with nothing behind it is absent. */
    private static final String EMPTY_TEXT = "\"\"";

    /** Asks for two quotes. */
    private static final String TWO_QUOTES = "\\\"\"";

    String name() {
        return ListRequestParser.filterName(field, operator);
    }

    Parameters.Kind kind() {
        return operator == Operator.IN ? Parameters.Kind.LIST : Parameters.Kind.ONE_VALUE;
    }

    /**
     * Returns the condition, or null if the values hold nothing but commas.
     *
     * @param values at least one, and one only unless this is a list
     * @throws ValidationException when a value is none for this field
     */
    @Nullable
    Condition<R> parse(List<String> values) {
        return switch (operator) {
            case ISNULL -> new Condition<>(field, operator, List.of(Truth.parse(values.get(0))));
            case IN -> in(ListValue.elements(values));
            default -> new Condition<>(field, operator, List.of(operand(values.get(0))));
        };
    }

    private @Nullable Condition<R> in(List<String> elements) {
        if (elements.size() > ListRequestParser.MAX_OPERANDS) {
            throw new ValidationException(Violation.of(
                    "invalid",
                    "At most " + ListRequestParser.MAX_OPERANDS + " values.",
                    "max",
                    ListRequestParser.MAX_OPERANDS));
        }
        return elements.isEmpty()
                ? null
                : new Condition<>(
                        field, operator, elements.stream().map(this::operand).toList());
    }

    private Object operand(String text) {
        if (field instanceof TextField) {
            if (text.equals(EMPTY_TEXT)) {
                return "";
            }
            return field.type().parse(text.equals(TWO_QUOTES) ? EMPTY_TEXT : text);
        }
        return field.type().parse(text);
    }
}
