package io.github.stockroom.rest.session;

import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.EmailAddress;
import io.github.stockroom.domain.account.Password;
import io.github.stockroom.domain.account.PasswordPolicy;
import io.github.stockroom.domain.shared.Validation;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import io.github.stockroom.rest.json.JsonObject;
import java.util.function.Supplier;

/**
 * A new password that is typed twice, as in the forms of dj-rest-auth, which names what is wrong with it at the second
 * field.
 */
final class NewPassword {

    static final String FIRST = "new_password1";
    static final String SECOND = "new_password2";

    private NewPassword() {}

    /** Reads both members, and files what they violate. */
    static Supplier<Password> read(JsonObject body, PasswordPolicy passwords, Account owner, Validation validation) {
        validation.field(FIRST, () -> CredentialsBody.notBlank(body.text(FIRST)));
        return validation.field(SECOND, () -> {
            String repeated = CredentialsBody.notBlank(body.text(SECOND));
            if (body.has(FIRST) && !repeated.equals(body.text(FIRST))) {
                throw new ValidationException(
                        Violation.of("password_mismatch", "The two password fields didn't match."));
            }
            EmailAddress email = owner.email();
            return passwords.chosen(repeated, owner.username().value(), email == null ? "" : email.value());
        });
    }
}
