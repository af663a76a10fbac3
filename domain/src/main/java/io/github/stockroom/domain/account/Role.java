package io.github.stockroom.domain.account;

import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;

/** The rights of an account, from fewer to more: a later role may do all that an earlier one may. */
public enum Role {
    USER("user"),
    ADMIN("admin");

    private final String code;

    Role(String code) {
        this.code = code;
    }

    /** Returns the spelling that callers and stores use. */
    public String code() {
        return code;
    }

    /** @throws ValidationException {@code invalid_choice} */
    public static Role parse(String code) {
        for (Role role : values()) {
            if (role.code.equals(code)) {
                return role;
            }
        }
        throw new ValidationException(Violation.of("invalid_choice", "Must be user or admin."));
    }
}
