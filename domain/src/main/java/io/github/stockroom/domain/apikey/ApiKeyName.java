package io.github.stockroom.domain.apikey;

import io.github.stockroom.domain.shared.Text;
import io.github.stockroom.domain.shared.ValidationException;

/**
 * The name that its owner gives an API key.
 *
 * @param value 1 to {@value #MAX_LENGTH} code points, trimmed by the constructor, which throws {@link
 *     ValidationException} for anything else
 */
public record ApiKeyName(String value) {

    public static final int MAX_LENGTH = 100;

    public ApiKeyName {
        value = Text.required(value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
