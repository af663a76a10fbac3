package io.github.stockroom.domain.access;

/** What a caller must be, at least. */
public enum Requirement {
    /** Anybody. */
    ANONYMOUS,
    /** Anybody signed in. */
    USER,
    /** An administrator. */
    ADMIN
}
