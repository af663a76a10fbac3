package io.github.stockroom.domain.movie;

import io.github.stockroom.domain.shared.WholeNumber;

/**
 * The year a movie came out; 0 where callers do not know, as in the system before.
 *
 * @param value {@value #MIN} to {@value #MAX}; the constructor throws
 *     {@link io.github.stockroom.domain.shared.ValidationException} ({@code min_value}, {@code max_value}) for anything
 *     else
 */
public record ReleaseYear(long value) {

    public static final int MIN = 0;
    public static final int MAX = Integer.MAX_VALUE;

    public ReleaseYear {
        WholeNumber.between(MIN, MAX, value);
    }
}
