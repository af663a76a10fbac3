package io.github.stockroom.domain.access;

/** The two kinds of access to a resource. */
public enum Action {
    READ,
    WRITE
}
