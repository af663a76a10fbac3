package io.github.stockroom.rest.account;

import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.EmailAddress;
import java.util.List;

/** The fields of an account that its owner sees. */
final class ProfileFields {

    static final Field<Account, Long> PK = Field.wholeNumber("pk", a -> a.id().value());
    static final Field<Account, String> USERNAME =
            Field.text("username", a -> a.username().value());
    static final Field<Account, String> EMAIL = Field.text("email", ProfileFields::email);
    static final Field<Account, String> FIRST_NAME =
            Field.text("first_name", a -> a.profile().firstName().value());
    static final Field<Account, String> LAST_NAME =
            Field.text("last_name", a -> a.profile().lastName().value());

    static final Fields<Account> ALL = new Fields<>(List.of(PK, USERNAME, EMAIL, FIRST_NAME, LAST_NAME), PK, List.of());

    private ProfileFields() {}

    /** Empty when there is none, as Django has it. */
    static String email(Account account) {
        EmailAddress email = account.email();
        return email == null ? "" : email.value();
    }
}
