package io.github.stockroom.domain.movie;

import io.github.stockroom.domain.shared.Text;

/**
 * The title of a movie. Titles need not be unique.
 *
 * @param value 1 to {@value #MAX_LENGTH} code points, trimmed by the constructor, which throws
 *     {@link io.github.stockroom.domain.shared.ValidationException} for anything else
 */
public record Title(String value) {

    public static final int MAX_LENGTH = 255;

    public Title {
        value = Text.required(value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
