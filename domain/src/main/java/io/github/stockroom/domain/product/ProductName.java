package io.github.stockroom.domain.product;

import io.github.stockroom.domain.shared.Text;

/**
 * The name of a product. Names need not be unique.
 *
 * @param value 1 to {@value #MAX_LENGTH} code points, trimmed by the constructor, which throws
 *     {@link io.github.stockroom.domain.shared.ValidationException} for anything else
 */
public record ProductName(String value) {

    public static final int MAX_LENGTH = 200;

    public ProductName {
        value = Text.required(value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
