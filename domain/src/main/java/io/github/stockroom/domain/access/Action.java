package io.github.stockroom.domain.access;

/** What a caller wants to do with a resource. */
public enum Action {
    READ,
    WRITE
}
