package io.github.stockroom.domain.account;

import io.github.stockroom.domain.shared.Text;
import io.github.stockroom.domain.shared.ValidationException;

/**
 * A first or last name.
 *
 * @param value at most {@value #MAX_LENGTH} code points, empty when not known, trimmed by the constructor,
 *     which throws {@link ValidationException} for anything else
 */
public record PersonName(String value) {

    public static final int MAX_LENGTH = 150;

    public static final PersonName UNKNOWN = new PersonName("");

    public PersonName {
        value = Text.trim(Text.storable(value));
        if (!value.isEmpty()) {
            value = Text.required(value, MAX_LENGTH);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
