package io.github.stockroom.domain.access;

import java.util.Optional;
import java.util.stream.Stream;

/** The least that a caller must be. */
public enum Requirement {
    /** Any caller. */
    ANONYMOUS,
    /** A caller who is signed in. */
    USER,
    /** An administrator. */
    ADMIN;

    /** Returns the requirement of this name, in either case, as settings spell it; empty if there is none. */
    public static Optional<Requirement> named(String name) {
        return Stream.of(values())
                .filter(requirement -> requirement.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
