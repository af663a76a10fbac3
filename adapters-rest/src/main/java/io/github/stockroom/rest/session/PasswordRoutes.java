package io.github.stockroom.rest.session;

import io.github.stockroom.application.account.Accounts;
import io.github.stockroom.application.account.PasswordResets;
import io.github.stockroom.application.session.BadCredentialsException;
import io.github.stockroom.application.session.Sessions;
import io.github.stockroom.application.session.TokenPair;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.PasswordPolicy;
import io.github.stockroom.domain.shared.Validation;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import io.github.stockroom.operations.MediaTypes;
import io.github.stockroom.operations.Operations;
import io.github.stockroom.rest.audit.AuditEvent;
import io.github.stockroom.rest.audit.AuditLog;
import io.github.stockroom.rest.exchange.Exchange;
import io.github.stockroom.rest.json.JsonBytes;
import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.problem.Problems;
import io.github.stockroom.rest.request.ClientNetwork;
import io.github.stockroom.rest.route.Route;
import io.github.stockroom.rest.route.Routes;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Changing one's own password, by the old one or by a reset token, with the members and messages of dj-rest-auth. */
@Component
record PasswordRoutes(Accounts accounts, Sessions sessions, PasswordResets resets, PasswordPolicy passwords)
        implements Routes {

    private static final String OLD = "old_password";
    private static final String TOKEN = "token";
    private static final Set<String> RESET = Set.of(TOKEN, NewPassword.FIRST, NewPassword.SECOND);
    private static final Set<String> CHANGE = Set.of(OLD, NewPassword.FIRST, NewPassword.SECOND);

    @Override
    public List<Route> routes() {
        return List.of(
                new Route(Operations.CHANGE_PASSWORD, this::change)
                        .on(BadCredentialsException.class, e -> wrongOldPassword()),
                new Route(Operations.REDEEM_RESET, this::redeem)
                        .on(ValidationException.class, e -> Problems.validation(422, e)));
    }

    private void change(Exchange http) {
        var body = http.content().credentials(CHANGE).get();
        Account account = accounts.get(http.signedIn().id());
        var validation = new Validation();
        var old = validation.field(OLD, () -> CredentialsBody.notBlank(body.text(OLD)));
        var chosen = NewPassword.read(body, passwords, account, validation);
        TokenPair tokens = validation.build(() ->
                sessions.changePassword(account.id(), old.get(), chosen.get(), ClientNetwork.of(http.clientAddress())));
        AuditLog.record(http, AuditEvent.PASSWORD_CHANGED, account);
        http.notStored()
                .end(
                        MediaTypes.JSON,
                        JsonBytes.object(json -> json.writeStringProperty("detail", "New password has been saved.")
                                .writeStringProperty("refresh", tokens.refresh())
                                .writeStringProperty("access", tokens.access())));
    }

    private void redeem(Exchange http) {
        var body = http.content().credentials(RESET).get();
        var known = new Validation();
        var owner = known.field(TOKEN, () -> resets.owner(body.text(TOKEN)).orElseThrow(PasswordRoutes::badToken));
        var validation = new Validation();
        var chosen = NewPassword.read(body, passwords, known.build(owner), validation);
        Account account = resets.redeem(
                        body.text(TOKEN), validation.build(chosen), ClientNetwork.of(http.clientAddress()))
                .orElseThrow(() ->
                        new ValidationException(badToken().violations().get(0).at(TOKEN)));
        AuditLog.record(http, AuditEvent.PASSWORD_RESET, account);
        http.notStored()
                .end(
                        MediaTypes.JSON,
                        JsonBytes.object(json ->
                                json.writeStringProperty("detail", "Password has been reset with the new password.")));
    }

    private static ValidationException badToken() {
        return new ValidationException(
                Violation.of("invalid_token", "This token is not good: it was used or replaced, or has expired."));
    }

    private static Problem wrongOldPassword() {
        return Problems.validation(
                400,
                new ValidationException(Violation.of(
                                "password_incorrect",
                                "Your old password was entered incorrectly. Please enter it again.")
                        .at(OLD)));
    }
}
