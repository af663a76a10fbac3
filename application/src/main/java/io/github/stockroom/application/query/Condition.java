package io.github.stockroom.application.query;

import io.github.stockroom.domain.shared.Text;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a record, made by the methods of {@link Field} and {@link TextField}, which see to it that operator
 * and operands fit the field.
 *
 * @param operands of the field's type, but one {@code Boolean} for {@link Operator#ISNULL}; exactly one except for
 *     {@link Operator#IN}; text as every store can hold it ({@link Text#storable}), times cut to the microsecond by the
 *     constructor; immutable
 */
public record Condition<R>(Field<R, ?> field, Operator operator, List<? extends Object> operands) {

    public Condition {
        operands = List.copyOf(operands);
        if (!operator.appliesTo(field)) {
            throw new IllegalArgumentException(operator + " does not apply to " + field);
        }
        if (operator != Operator.IN && operands.size() != 1) {
            throw new IllegalArgumentException(operator + " takes one operand");
        }
        if (operator == Operator.ISNULL) {
            Boolean.class.cast(operands.get(0));
        } else {
            operands = operands.stream().map(field.type()::stored).toList();
        }
    }

    /** The one operand of every operator but {@link Operator#IN}. */
    public Object operand() {
        return operands.get(0);
    }

    /** The operand as values are sorted by: {@code lt}, {@code lte}, {@code gt} and {@code gte} compare with it. */
    public Object bound() {
        return field.sortValueOfAny(operand());
    }

    /** The definition of what a condition means; every store must agree with it. */
    public boolean matches(R item) {
        Object value = field.valueOf(item);
        return switch (operator) {
            case EQ -> operand().equals(value);
            case NE -> !operand().equals(value);
            case LT -> compares(value, c -> c < 0);
            case LTE -> compares(value, c -> c <= 0);
            case GT -> compares(value, c -> c > 0);
            case GTE -> compares(value, c -> c >= 0);
            case IN -> value != null && operands.contains(value);
            case CONTAINS -> value != null && ((String) value).contains((String) operand());
            case ICONTAINS -> value != null && containsIgnoringCase((String) value, (String) operand());
            case STARTSWITH -> value != null && ((String) value).startsWith((String) operand());
            case ISTARTSWITH ->
                value != null && CaseFolding.fold((String) value).startsWith(CaseFolding.fold((String) operand()));
            case ISNULL -> operand().equals(value == null);
        };
    }

    private boolean compares(@Nullable Object value, IntPredicate outcome) {
        return value != null && outcome.test(field.type().compare(field.sortValueOfAny(value), bound()));
    }

    static boolean containsIgnoringCase(String text, String part) {
        return CaseFolding.fold(text).contains(CaseFolding.fold(part));
    }
}
