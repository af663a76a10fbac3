package io.github.stockroom.domain.shared;

import java.util.List;

/** The rule for text that is one of a few. */
public final class Choice {

    private Choice() {}

    /**
     * Returns the same text.
     *
     * @throws ValidationException {@code invalid_choice}, with all choices in the message, unless it is one of them
     */
    public static String of(List<String> choices, String text) {
        if (!choices.contains(text)) {
            throw new ValidationException(
                    Violation.of("invalid_choice", "Must be one of: " + String.join(", ", choices) + "."));
        }
        return text;
    }
}
