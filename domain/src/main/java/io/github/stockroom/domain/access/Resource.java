package io.github.stockroom.domain.access;

/** The resources that access is granted to. */
public enum Resource {
    /** Products. */
    ITEMS,
    CARS,
    MOVIES,
    /** Creation of an account for oneself. */
    SIGN_UP,
    /** One's own account. */
    PROFILE,
    /** The accounts of all. */
    ACCOUNTS,
    /** One's own API keys. */
    API_KEYS,
    /** Getting, renewing and giving back tokens; tokens sent along are not asked for, so a bad one does no harm. */
    TOKENS,
    /** The metrics of requests, memory and the database, for monitoring. */
    METRICS,
    /** Health and documents: what says nothing about any record. */
    SERVICE
}
