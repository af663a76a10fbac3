package io.github.stockroom.application.query;

/**
 * The comparison of a field with the operands of a condition. Records without a value match only where an operator
 * says so.
 */
public enum Operator {
    EQ(Applies.EVERYWHERE),
    /** Matches records without a value. */
    NE(Applies.EVERYWHERE),
    LT(Applies.EVERYWHERE),
    LTE(Applies.EVERYWHERE),
    GT(Applies.EVERYWHERE),
    GTE(Applies.EVERYWHERE),
    /** Any number of operands. */
    IN(Applies.EVERYWHERE),
    CONTAINS(Applies.TO_TEXT),
    ICONTAINS(Applies.TO_TEXT),
    STARTSWITH(Applies.TO_TEXT),
    ISTARTSWITH(Applies.TO_TEXT),
    /** One operand, a boolean: {@code true} matches records without a value, {@code false} those with one. */
    ISNULL(Applies.EVERYWHERE);

    private enum Applies {
        EVERYWHERE,
        TO_TEXT
    }

    private final Applies applies;

    Operator(Applies applies) {
        this.applies = applies;
    }

    /** Returns true if conditions on this field may use this operator. */
    public boolean appliesTo(Field<?, ?> field) {
        return applies == Applies.EVERYWHERE || field instanceof TextField;
    }
}
