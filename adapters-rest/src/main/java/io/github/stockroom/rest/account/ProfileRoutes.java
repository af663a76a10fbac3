package io.github.stockroom.rest.account;

import io.github.stockroom.application.account.Accounts;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.AccountId;
import io.github.stockroom.operations.Operations;
import io.github.stockroom.rest.exchange.Exchange;
import io.github.stockroom.rest.record.RecordHandler;
import io.github.stockroom.rest.route.Route;
import io.github.stockroom.rest.route.Routes;
import java.util.List;
import org.springframework.stereotype.Component;

/** The account of the caller. */
@Component
final class ProfileRoutes implements Routes {

    private final Accounts accounts;
    private final RecordHandler<Account> records =
            new RecordHandler<>(Operations.READ_PROFILE.path(), ProfileFields.ALL, Account::version);

    ProfileRoutes(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route(Operations.READ_PROFILE, this::read),
                new Route(Operations.REPLACE_PROFILE, this::replace),
                new Route(Operations.PATCH_PROFILE, this::patch));
    }

    private void read(Exchange http) {
        var shown = records.shown(http);
        records.found(http.dependsOnCaller(), shown, accounts.get(id(http)));
    }

    /** The names of the person may be left out: the forms of earlier front ends do not have them. */
    private void replace(Exchange http) {
        var body = records.body(http);
        var account = accounts.changeProfile(
                id(http),
                http.precondition(),
                current -> ProfileBody.read(body.get().patching(ProfileBody.optional(current)), current.username()));
        records.changed(http.dependsOnCaller(), account);
    }

    private void patch(Exchange http) {
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
