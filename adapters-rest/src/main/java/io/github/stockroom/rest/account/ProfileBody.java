package io.github.stockroom.rest.account;

import io.github.stockroom.domain.account.PersonName;
import io.github.stockroom.domain.account.Profile;
import io.github.stockroom.domain.account.Username;
import io.github.stockroom.domain.shared.Validation;
import io.github.stockroom.rest.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A profile as JSON members. */
final class ProfileBody {

    private static final String USERNAME = ProfileFields.USERNAME.name();
    private static final String FIRST_NAME = ProfileFields.FIRST_NAME.name();
    private static final String LAST_NAME = ProfileFields.LAST_NAME.name();

    private ProfileBody() {}

    /**
     * @param current stays valid, even if the rules for new names refuse it
     * @throws io.github.stockroom.domain.shared.ValidationException naming every member that is not right
     */
    static Profile read(JsonObject body, Username current) {
        var validation = new Validation();
        var username = validation.field(USERNAME, () -> username(body.text(USERNAME), current));
        var firstName = validation.field(FIRST_NAME, () -> new PersonName(body.normalisedText(FIRST_NAME)));
        var lastName = validation.field(LAST_NAME, () -> new PersonName(body.normalisedText(LAST_NAME)));
        validation.field(PasswordMember.NAME, () -> PasswordMember.refuse(body));
        return validation.build(() -> new Profile(username.get(), firstName.get(), lastName.get()));
    }

    private static Username username(String text, Username current) {
        return new Username(text).equals(current) ? current : Username.chosen(text);
    }

    /** Returns the members that a merge patch is applied to. */
    static Map<String, @Nullable Object> of(Profile profile) {
        return Map.of(
                USERNAME, profile.username().value(),
                FIRST_NAME, profile.firstName().value(),
                LAST_NAME, profile.lastName().value());
    }

    /** Returns the members that a request to replace this profile may omit. */
    static Map<String, @Nullable Object> optional(Profile profile) {
        return Map.of(
                FIRST_NAME, profile.firstName().value(),
                LAST_NAME, profile.lastName().value());
    }
}
