package io.github.stockroom.rest.account;

import io.github.stockroom.application.account.AccountChange;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.Password;
import io.github.stockroom.domain.account.PasswordPolicy;
import io.github.stockroom.domain.account.Role;
import io.github.stockroom.domain.shared.Validation;
import io.github.stockroom.rest.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an administrator changes of an account, as JSON members, each of which may be absent. */
final class AccountChangeBody {

    static final Set<String> MEMBERS = Set.of("role", "active", PasswordMember.NAME);

    private AccountChangeBody() {}

    /** @throws io.github.stockroom.domain.shared.ValidationException naming every member that is not right */
    static AccountChange read(JsonObject body, Account account, PasswordPolicy passwords) {
        var validation = new Validation();
        var role =
                validation.<@Nullable Role>field("role", () -> body.has("role") ? Role.parse(body.text("role")) : null);
        var active =
                validation.<@Nullable Boolean>field("active", () -> body.has("active") ? body.truth("active") : null);
        var password = validation.<@Nullable Password>field(
                PasswordMember.NAME,
                () -> body.has(PasswordMember.NAME)
                        ? passwords.chosen(
                                body.text(PasswordMember.NAME),
                                account.username().value(),
                                ProfileFields.email(account))
                        : null);
        return validation.build(() -> new AccountChange(role.get(), active.get(), password.get()));
    }
}
