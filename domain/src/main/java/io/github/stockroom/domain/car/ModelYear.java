package io.github.stockroom.domain.car;

import io.github.stockroom.domain.shared.WholeNumber;

/**
 * The year a car was made for.
 *
 * @param value {@value #MIN} to {@value #MAX}; the constructor throws
 *     {@link io.github.stockroom.domain.shared.ValidationException} ({@code min_value}, {@code max_value}) for anything
 *     else
 */
public record ModelYear(long value) {

    public static final int MIN = 1;
    public static final int MAX = 9_999;

    public ModelYear {
        WholeNumber.between(MIN, MAX, value);
    }
}
