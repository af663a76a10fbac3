package io.github.stockroom.rest.exchange;

import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.rest.json.JsonObject;
import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.problem.ProblemError;
import java.util.Set;

/** Members of a body that mean nothing. */
final class UnknownMembers {

    private UnknownMembers() {}

    /**
     * Returns the same object.
     *
     * @throws io.github.stockroom.rest.problem.ProblemException 400 naming the members that are not among the known
     *     ones
     */
    static JsonObject refuse(JsonObject object, Set<String> known) {
        try {
            object.requireOnly(known);
            return object;
        } catch (ValidationException e) {
            throw Problem.badRequest("unknown-member", "Unknown member", "The body has members that mean nothing here.")
                    .withErrors(
                            e.violations().stream().map(ProblemError::inBody).toList())
                    .exception();
        }
    }
}
