package io.github.stockroom.domain.movie;

import io.github.stockroom.domain.shared.Text;

/**
 * The description of a movie.
 *
 * @param value of any length, possibly empty, trimmed by the constructor, which throws
 *     {@link io.github.stockroom.domain.shared.ValidationException} for what is not storable text
 */
public record Description(String value) {

    public Description {
        value = Text.trim(Text.storable(value));
    }

    @Override
    public String toString() {
        return value;
    }
}
