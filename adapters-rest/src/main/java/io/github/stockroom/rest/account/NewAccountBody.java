package io.github.stockroom.rest.account;

import io.github.stockroom.application.account.NewAccount;
import io.github.stockroom.domain.account.EmailAddress;
import io.github.stockroom.domain.account.PasswordPolicy;
import io.github.stockroom.domain.account.PersonName;
import io.github.stockroom.domain.account.Profile;
import io.github.stockroom.domain.account.Role;
import io.github.stockroom.domain.account.Username;
import io.github.stockroom.domain.shared.Validation;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.rest.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An account that a client asks for, as JSON members; only name and password are necessary. */
final class NewAccountBody {

    static final Set<String> MEMBERS = Set.of("user_name", "password", "role", "email", "first_name", "last_name");

    private NewAccountBody() {}

    /** @throws io.github.stockroom.domain.shared.ValidationException naming every member that is not right */
    static NewAccount read(JsonObject body, PasswordPolicy passwords) {
        var validation = new Validation();
        var username = validation.field("user_name", () -> Username.chosen(body.text("user_name")));
        var password = validation.field(
                "password",
                () -> passwords.chosen(body.text("password"), said(body, "user_name"), said(body, "email")));
        var role =
                validation.field("role", () -> body.isAbsentOrNull("role") ? Role.USER : Role.parse(body.text("role")));
        var email = validation.<@Nullable EmailAddress>field("email", () -> email(body));
        var firstName = validation.field("first_name", () -> name(body, "first_name"));
        var lastName = validation.field("last_name", () -> name(body, "last_name"));
        return validation.build(() -> new NewAccount(
                new Profile(username.get(), firstName.get(), lastName.get()), email.get(), role.get(), password.get()));
    }

    /** Returns the text of a member, valid or not; empty if it is absent, null or not a text. */
    private static String said(JsonObject body, String member) {
        try {
            return body.isAbsentOrNull(member) ? "" : body.text(member);
        } catch (ValidationException e) {
            return ""; // reported where the member itself is read
        }
    }

    private static @Nullable EmailAddress email(JsonObject body) {
        return body.isAbsentOrNull("email") || body.isBlank("email") ? null : new EmailAddress(body.text("email"));
    }

    private static PersonName name(JsonObject body, String member) {
        return body.isAbsentOrNull(member) ? PersonName.UNKNOWN : new PersonName(body.normalisedText(member));
    }
}
