package io.github.stockroom.domain.shared;

/** The rule for numbers that records bring along as their ids. */
public final class KeptId {

    /** Of 17 digits. Paths take 18, so that new records can get the ids behind it. */
    private static final long MAX = 99_999_999_999_999_999L;

    private KeptId() {}

    /**
     * Refuses a number that cannot be an id, or leaves no room behind it.
     *
     * @return the same number
     * @throws ValidationException {@code min_value} or {@code max_value}
     */
    public static long checked(long number) {
        return WholeNumber.between(1, MAX, number);
    }
}
