package io.github.stockroom.application.error;

import java.util.OptionalLong;

/** A value that is valid by itself does not go with the records that are stored. Nothing was changed. */
public final class FieldConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The rule that the value breaks. */
    public enum Rule {
        /** Another record has the value of a unique field. */
        UNIQUE,
        /** The value refers to a record that does not exist. */
        REFERENCE
    }

    private static final long ALONE = -1;

    private final Rule rule;
    private final String field;
    private final long index;

    /** @param field as callers spell it */
    public FieldConflictException(Rule rule, String field) {
        this(rule, field, ALONE);
    }

    /** @param index of the record among those that were to be stored together, from 0 */
    public FieldConflictException(Rule rule, String field, long index) {
        super(rule + " of " + field + " broken", null, false, false);
        this.rule = rule;
        this.field = field;
        this.index = index;
    }

    public Rule rule() {
        return rule;
    }

    public String field() {
        return field;
    }

    /**
     * Returns the place of the record among those that were to be stored together, from 0. Empty for a record that came
     * alone, and if another transaction stored the same value in the meantime.
     */
    public OptionalLong index() {
        return index == ALONE ? OptionalLong.empty() : OptionalLong.of(index);
    }

    /** Returns the same conflict of a record that stands behind {@code count} others. */
    public FieldConflictException behind(long count) {
        return index == ALONE ? this : new FieldConflictException(rule, field, index + count);
    }
}
