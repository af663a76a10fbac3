package io.github.stockroom.domain.shared;

/** Booleans as text: {@code true} or {@code false}, and nothing else. */
public final class Truth {

    private Truth() {}

    /** @throws ValidationException {@code invalid} */
    public static boolean parse(String raw) {
        return switch (Text.trim(raw)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ValidationException(Violation.of("invalid", "Must be true or false."));
        };
    }
}
