package io.github.stockroom.domain.shared;

import java.util.List;
import java.util.stream.Collectors;

/** Input that breaks at least one rule; carries every violation found, in field order. Nothing was changed. */
public final class ValidationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    public ValidationException(List<Violation> violations) {
        // Expected in normal operation: no reader of a log needs the place it was thrown from, so no stack trace is
        // taken.
        super(summary(violations), null, false, false);
        if (violations.isEmpty()) {
            throw new IllegalArgumentException("a validation failure names at least one violation");
        }
        this.violations = List.copyOf(violations);
    }

    public ValidationException(Violation violation) {
        this(List.of(violation));
    }

    /** At least one, immutable. */
    public List<Violation> violations() {
        return violations;
    }

    private static String summary(List<Violation> violations) {
        return violations.stream().map(v -> v.field() + ": " + v.code()).collect(Collectors.joining(", "));
    }
}
