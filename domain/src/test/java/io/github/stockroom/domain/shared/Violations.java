package io.github.stockroom.domain.shared;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Reads violations for assertions in tests. */
public final class Violations {

    private Violations() {}

    /** The codes of everything that was wrong, in order. */
    public static List<String> codesOf(ThrowingCallable call) {
        return catchThrowableOfType(ValidationException.class, call).violations().stream()
                .map(Violation::code)
                .toList();
    }
}
