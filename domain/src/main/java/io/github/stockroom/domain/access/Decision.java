package io.github.stockroom.domain.access;

/** The answer of an {@link AccessPolicy}. */
public enum Decision {
    ALLOWED,
    /** Refused as long as the caller is unknown. */
    SIGN_IN,
    /** Refused to this caller. */
    FORBIDDEN
}
