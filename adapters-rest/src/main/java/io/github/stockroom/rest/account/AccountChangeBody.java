package io.github.stockroom.rest.account;

import io.github.stockroom.application.account.AccountChange;
import io.github.stockroom.application.account.AccountChange.Link;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.ExternalIdentity;
import io.github.stockroom.domain.account.Password;
import io.github.stockroom.domain.account.PasswordPolicy;
import io.github.stockroom.domain.account.Role;
import io.github.stockroom.domain.shared.Validation;
import io.github.stockroom.rest.json.JsonObject;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The JSON members with which an administrator changes an account, each of which may be absent. */
final class AccountChangeBody {

    static final String ISSUER = "oidc_issuer";
    static final String SUBJECT = "oidc_subject";
    static final Set<String> MEMBERS = Set.of("role", "active", PasswordMember.NAME, ISSUER, SUBJECT);

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
        var link = link(body, validation);
        return validation.build(() -> new AccountChange(role.get(), active.get(), password.get(), link.get()));
    }

    /** Both members or none, as a subject means nothing without its issuer; null in both takes the identity away. */
    private static Supplier<@Nullable Link> link(JsonObject body, Validation validation) {
        if (!body.has(ISSUER) && !body.has(SUBJECT)) {
            return validation.<@Nullable Link>field(SUBJECT, () -> null);
        }
        if (body.has(ISSUER) && body.has(SUBJECT) && body.isAbsentOrNull(ISSUER) && body.isAbsentOrNull(SUBJECT)) {
            return validation.<@Nullable Link>field(SUBJECT, () -> new Link(null));
        }
        var issuer = validation.field(ISSUER, () -> ExternalIdentity.requireVisible(body.text(ISSUER)));
        var subject = validation.field(SUBJECT, () -> ExternalIdentity.requireVisible(body.text(SUBJECT)));
        return () -> new Link(new ExternalIdentity(issuer.get(), subject.get()));
    }
}
