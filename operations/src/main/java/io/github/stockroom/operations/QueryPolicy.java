package io.github.stockroom.operations;

/** What an operation does with query parameters. */
public enum QueryPolicy {
    /** Refuses all of them. */
    REFUSED,
    /** Passes over them. */
    IGNORED,
    /** Reads those that it knows and refuses the others itself. */
    READ
}
