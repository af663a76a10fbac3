package io.github.stockroom.rest.account;

import io.github.stockroom.application.account.Accounts;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.Role;
import io.github.stockroom.domain.shared.Timestamp;
import io.github.stockroom.rest.http.Exchange;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;

/** The accounts of all, as the earlier movies system lists them. */
@RestController
final class AccountsController {

    private final Accounts accounts;

    AccountsController(Accounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping("/api/v1/users")
    void list(Exchange http) {
        AccountList.reply(http, accounts, AccountsController::write);
    }

    private static void write(JsonGenerator json, Account account) {
        Instant lastLogin = account.lastLogin();
        json.writeStringProperty("email", ProfileFields.email(account));
        json.writeName("last_login");
        if (lastLogin == null) {
            json.writeNull();
        } else {
            json.writeString(Timestamp.format(lastLogin));
        }
        json.writeStringProperty("date_joined", Timestamp.format(account.joined()));
        json.writeBooleanProperty("is_staff", account.role() == Role.ADMIN);
    }
}
