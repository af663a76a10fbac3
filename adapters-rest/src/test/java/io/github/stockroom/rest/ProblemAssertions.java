package io.github.stockroom.rest;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.stockroom.rest.filter.Failures;
import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.problem.ProblemError;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.springframework.mock.web.MockHttpServletRequest;

/** Reads the problem document of a refused request. */
public final class ProblemAssertions {

    private ProblemAssertions() {}

    public static Problem problemOf(ThrowingCallable call) {
        RuntimeException refused = catchThrowableOfType(RuntimeException.class, call);
        if (refused == null) {
            throw new AssertionError("nothing was refused");
        }
        return Failures.problem(refused, new MockHttpServletRequest())
                .orElseThrow(() -> new AssertionError("not a refusal", refused));
    }

    public static String codeOf(ThrowingCallable call) {
        return problemOf(call).code();
    }

    /** Each error as {@code "limit min_value"}. */
    public static List<String> errorsOf(ThrowingCallable call) {
        return problemOf(call).errors().stream()
                .map((ProblemError error) -> error.location() + " " + error.code())
                .toList();
    }
}
