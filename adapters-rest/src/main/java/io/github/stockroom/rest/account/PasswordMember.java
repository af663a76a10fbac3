package io.github.stockroom.rest.account;

import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import io.github.stockroom.operations.Operations;
import io.github.stockroom.rest.json.JsonObject;

/**
 * A password in a body where none belongs. Passed over like other unknown members, it would seem to have been changed.
 */
final class PasswordMember {

    static final String NAME = "password";

    private PasswordMember() {}

    /** @throws ValidationException {@code not_allowed} when the body has one */
    static boolean refuse(JsonObject body) {
        if (body.has(NAME)) {
            throw new ValidationException(Violation.of(
                    "not_allowed", "A password is changed by POST " + Operations.CHANGE_PASSWORD.path() + "."));
        }
        return true;
    }
}
