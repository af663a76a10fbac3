package io.github.stockroom.rest.query;

import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.problem.ProblemError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the parameters of one request, so that the client hears of all of it at once. */
final class ParameterErrors {

    /** Failures that a program may want to tell apart; when they are all there is, they name the whole problem. */
    private static final Map<String, String> TITLES = Map.of(
            "unknown-parameter", "Unknown parameter",
            "duplicate-parameter", "Duplicate parameter",
            "offset-too-large", "Offset too large",
            "invalid-cursor", "Invalid cursor",
            "cursor-mismatch", "Cursor mismatch",
            "outdated-cursor", "Outdated cursor",
            "null_character", "Null character");

    private final List<ProblemError> errors = new ArrayList<>();

    void add(String parameter, String code, String detail) {
        add(parameter, Violation.of(code, detail));
    }

    void add(String parameter, Violation violation) {
        if (!isFull()) {
            errors.add(ProblemError.inParameter(parameter, violation));
        }
    }

    /** Returns true if there are as many errors as a response lists, so that a search for more is of no use. */
    boolean isFull() {
        return errors.size() == Problem.MAX_ERRORS;
    }

    /** The value, or null after filing what was wrong with it. */
    <T> @Nullable T of(String parameter, Supplier<T> value) {
        try {
            return value.get();
        } catch (ValidationException e) {
            e.violations().forEach(violation -> add(parameter, violation));
            return null;
        }
    }

    /** @throws io.github.stockroom.rest.problem.ProblemException 400 when anything was filed */
    void throwIfAny() {
        if (errors.isEmpty()) {
            return;
        }
        Set<String> codes = Set.copyOf(errors.stream().map(ProblemError::code).toList());
        String code = codes.size() == 1 ? codes.iterator().next() : "";
        String detail = errors.size() == 1
                ? errors.get(0).location() + ": " + errors.get(0).detail()
                : errors.size() + " query parameters are not valid.";
        Problem problem = TITLES.containsKey(code)
                ? Problem.badRequest(code, TITLES.get(code), detail)
                : Problem.badRequest("invalid-parameter", "Invalid parameter", detail);
        throw problem.withErrors(errors).exception();
    }
}
