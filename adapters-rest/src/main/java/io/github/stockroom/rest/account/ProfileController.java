package io.github.stockroom.rest.account;

import io.github.stockroom.application.account.Accounts;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.rest.http.Exchange;
import io.github.stockroom.rest.http.MediaTypes;
import io.github.stockroom.rest.record.RecordReplies;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** The account of the caller. */
@RestController
final class ProfileController {

    private static final String PATH = "/api/v1/users/auth/user";

    private final Accounts accounts;
    private final RecordReplies<Account> records = new RecordReplies<>(PATH, ProfileFields.ALL, Account::version);

    ProfileController(Accounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping(PATH)
    void read(Exchange http) {
        var shown = records.shown(http);
        records.found(http.dependsOnCaller(), shown, accounts.get(id(http)));
    }

    /** The names of the person may be left out: the forms of earlier front ends do not have them. */
    @PutMapping(path = PATH, consumes = MediaTypes.JSON)
    void replace(Exchange http) {
        var body = records.body(http);
        var account = accounts.changeProfile(
                id(http),
                http.precondition(),
                current -> ProfileBody.read(body.get().patching(ProfileBody.optional(current)), current.username()));
        records.changed(http.dependsOnCaller(), account);
    }

    @PatchMapping(
            path = PATH,
            consumes = {MediaTypes.JSON, MediaTypes.MERGE_PATCH})
    void patch(Exchange http) {
        var body = records.body(http);
        var account = accounts.changeProfile(
                id(http),
                http.precondition(),
                current -> ProfileBody.read(body.get().patching(ProfileBody.of(current)), current.username()));
        records.changed(http.dependsOnCaller(), account);
    }

    private static AccountId id(Exchange http) {
        return http.signedIn().id();
    }
}
