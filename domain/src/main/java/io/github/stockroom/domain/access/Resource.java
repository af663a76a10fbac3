package io.github.stockroom.domain.access;

import static io.github.stockroom.domain.access.Requirement.ADMIN;
import static io.github.stockroom.domain.access.Requirement.ANONYMOUS;
import static io.github.stockroom.domain.access.Requirement.USER;

import java.util.Locale;

/**
 * The resources that access is granted to, each with the least that a caller must be unless an operator says otherwise.
 */
public enum Resource {
    /** Products. */
    ITEMS(Kind.RECORDS, ANONYMOUS, ANONYMOUS),
    CARS(Kind.RECORDS, ANONYMOUS, ANONYMOUS),
    MOVIES(Kind.RECORDS, ANONYMOUS, USER),
    /** Creation of an account for oneself. */
    SIGN_UP(Kind.ADJUSTABLE, ANONYMOUS, ANONYMOUS),
    /** One's own account. */
    PROFILE(Kind.FIXED, USER, USER),
    /** The accounts of all. */
    ACCOUNTS(Kind.FIXED, ADMIN, ADMIN),
    /** One's own API keys. */
    API_KEYS(Kind.FIXED, USER, USER),
    /** Getting, renewing and giving back tokens; tokens sent along are not asked for, so a bad one does no harm. */
    TOKENS(Kind.FIXED, ANONYMOUS, ANONYMOUS),
    /** The metrics of requests, memory and the database, for monitoring. */
    METRICS(Kind.ADJUSTABLE, ADMIN, ADMIN),
    /** Health and documents, which tell nothing about any record. */
    SERVICE(Kind.FIXED, ANONYMOUS, ANONYMOUS);

    private enum Kind {
        RECORDS,
        ADJUSTABLE,
        /** The safety of the service depends on these. */
        FIXED
    }

    private final Kind kind;
    private final Requirement read;
    private final Requirement write;

    Resource(Kind kind, Requirement read, Requirement write) {
        this.kind = kind;
        this.read = read;
        this.write = write;
    }

    /** Returns the spelling in settings and scopes, such as {@code sign-up}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns true for records, which front ends store; their access is adjustable. */
    public boolean isRecords() {
        return kind == Kind.RECORDS;
    }

    /** Returns true if an operator may choose who has access. */
    public boolean isAdjustable() {
        return kind != Kind.FIXED;
    }

    Requirement byDefault(Action action) {
        return action == Action.READ ? read : write;
    }
}
