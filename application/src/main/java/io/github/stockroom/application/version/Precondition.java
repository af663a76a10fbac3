package io.github.stockroom.application.version;

import java.util.Set;

/** The stored versions of a record that a caller is willing to change or delete (RFC 9110, 13.1.1 and 13.1.2). */
@FunctionalInterface
public interface Precondition {

    /** Accepts every version: the last write wins. */
    Precondition NONE = version -> true;

    /** Refuses every stored version: the caller wants no record to be there. */
    Precondition ABSENT = version -> false;

    /**
     * Returns true if the caller accepts this stored version. May be asked several times during one write, each time
     * with a newer version; may throw to refuse the write for a reason of its own.
     */
    boolean allows(long version);

    /** Accepts these versions only; an empty set refuses all. */
    static Precondition anyOf(Set<Long> versions) {
        return Set.copyOf(versions)::contains;
    }

    /** Accepts every version but these. */
    static Precondition noneOf(Set<Long> versions) {
        Set<Long> refused = Set.copyOf(versions);
        return version -> !refused.contains(version);
    }

    default Precondition and(Precondition other) {
        return version -> allows(version) && other.allows(version);
    }

    /**
     * Refuses versions that the caller does not accept.
     *
     * @throws StaleVersionException when {@link #allows} says no
     */
    default void check(long version) {
        if (!allows(version)) {
            throw new StaleVersionException(version);
        }
    }
}
