package io.github.stockroom.domain.access;

/** What becomes of a request. */
public enum Decision {
    ALLOWED,
    /** Not without knowing who asks; over HTTP 401. */
    SIGN_IN,
    /** Not for this caller; over HTTP 403. */
    FORBIDDEN
}
