package io.github.stockroom.domain.car;

import io.github.stockroom.domain.shared.Text;

/**
 * The name that its maker gives a car.
 *
 * @param value 1 to {@value #MAX_LENGTH} code points, trimmed by the constructor, which throws
 *     {@link io.github.stockroom.domain.shared.ValidationException} for anything else
 */
public record ModelName(String value) {

    public static final int MAX_LENGTH = 50;

    public ModelName {
        value = Text.required(value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
