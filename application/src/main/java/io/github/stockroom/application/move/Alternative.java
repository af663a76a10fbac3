package io.github.stockroom.application.move;

/**
 * The record that a row becomes if another record has its unique value.
 *
 * @param change of the unique value, told if it comes to that
 */
public record Alternative<R>(R item, Change change) {

    /** The reason of the change. */
    public static final String REASON = "another record has the same value";
}
