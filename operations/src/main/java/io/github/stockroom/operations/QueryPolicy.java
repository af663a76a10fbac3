package io.github.stockroom.operations;

/** The treatment of query parameters by an operation. */
public enum QueryPolicy {
    /** Refuses all of them. */
    REFUSED,
    /** Passes over them. */
    IGNORED,
    /** Reads those that it knows and refuses the others itself. */
    READ
}
