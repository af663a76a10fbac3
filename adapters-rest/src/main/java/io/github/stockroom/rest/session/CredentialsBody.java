package io.github.stockroom.rest.session;

import io.github.stockroom.application.session.Credentials;
import io.github.stockroom.application.session.Credentials.Kind;
import io.github.stockroom.domain.shared.Text;
import io.github.stockroom.domain.shared.Validation;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import io.github.stockroom.rest.exchange.Exchange;
import io.github.stockroom.rest.json.JsonObject;
import io.github.stockroom.rest.request.ClientNetwork;
import java.util.Set;

/** The credentials of a sign-in, as JSON or as a form. */
final class CredentialsBody {

    private static final String USERNAME = "username";
    private static final String EMAIL = "email";
    private static final String PASSWORD = "password";
    private static final Set<String> MEMBERS = Set.of(USERNAME, EMAIL, PASSWORD, "grant_type");

    private CredentialsBody() {}

    /** @throws ValidationException naming every member that is not right */
    static Credentials byUsername(Exchange http) {
        return read(http, read(http), Kind.USERNAME);
    }

    /**
     * The same by {@code email} if there is no {@code username}.
     *
     * @throws ValidationException naming every member that is not right
     */
    static Credentials byUsernameOrEmail(Exchange http) {
        JsonObject body = read(http);
        boolean email = isMissing(body, USERNAME) && !isMissing(body, EMAIL);
        return read(http, body, email ? Kind.EMAIL : Kind.USERNAME);
    }

    /**
     * The same as an OAuth 2.0 password grant (RFC 6749, 4.3.2), whose {@code grant_type} may be left out.
     *
     * @throws ValidationException naming every member that is not right
     */
    static Credentials byPasswordGrant(Exchange http) {
        JsonObject body = read(http);
        if (!isMissing(body, "grant_type") && !body.text("grant_type").equals(PASSWORD)) {
            throw new ValidationException(
                    Violation.of("invalid_choice", "Must be password.").at("grant_type"));
        }
        return read(http, body, Kind.USERNAME);
    }

    private static JsonObject read(Exchange http) {
        return http.content().credentials(MEMBERS).get();
    }

    private static Credentials read(Exchange http, JsonObject body, Kind kind) {
        var validation = new Validation();
        String name = kind == Kind.EMAIL ? EMAIL : USERNAME;
        var login = validation.field(name, () -> notBlank(Text.trim(body.text(name))));
        // White space at the ends of a password is part of it.
        var password = validation.field(PASSWORD, () -> notBlank(body.text(PASSWORD)));
        return validation.build(
                () -> new Credentials(kind, login.get(), password.get(), ClientNetwork.of(http.clientAddress())));
    }

    private static boolean isMissing(JsonObject body, String name) {
        return body.isAbsentOrNull(name) || body.isBlank(name);
    }

    /** @throws ValidationException {@code blank} */
    static String notBlank(String text) {
        if (text.isEmpty()) {
            throw new ValidationException(Violation.of("blank", "This field may not be blank."));
        }
        return text;
    }
}
