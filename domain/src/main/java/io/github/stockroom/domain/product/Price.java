package io.github.stockroom.domain.product;

import io.github.stockroom.domain.shared.WholeNumber;

/**
 * A price in whole units of the catalogue's currency; the service attaches no currency and does no arithmetic.
 *
 * @param value {@value #MIN} to {@value #MAX}; the constructor throws
 *     {@link io.github.stockroom.domain.shared.ValidationException} ({@code min_value}, {@code max_value}) for anything
 *     else
 */
public record Price(long value) {

    public static final int MIN = 0;
    public static final int MAX = Integer.MAX_VALUE;

    public Price {
        WholeNumber.between(MIN, MAX, value);
    }
}
