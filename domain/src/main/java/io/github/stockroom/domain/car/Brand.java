package io.github.stockroom.domain.car;

import io.github.stockroom.domain.shared.Text;

/**
 * The maker of a car.
 *
 * @param value 1 to {@value #MAX_LENGTH} code points, trimmed by the constructor, which throws
 *     {@link io.github.stockroom.domain.shared.ValidationException} for anything else
 */
public record Brand(String value) {

    public static final int MAX_LENGTH = 50;

    public Brand {
        value = Text.required(value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
