package io.github.stockroom.domain.access;

/** What access is decided about. */
public enum Resource {
    /** Products. */
    ITEMS,
    CARS,
    MOVIES,
    /** Creating an account of one's own. */
    SIGN_UP,
    /** One's own account. */
    PROFILE,
    /** The accounts of all. */
    ACCOUNTS,
    /** Getting, renewing and giving back tokens; tokens sent along are not asked for, so a bad one does no harm. */
    TOKENS,
    /** What monitoring reads: figures of requests, memory and the database. */
    METRICS,
    /** Health and documents: what says nothing about any record. */
    SERVICE
}
