package io.github.stockroom.domain.access;

/** The least that a caller must be. */
public enum Requirement {
    /** Any caller. */
    ANONYMOUS,
    /** A caller who is signed in. */
    USER,
    /** An administrator. */
    ADMIN
}
