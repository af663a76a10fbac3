package io.github.stockroom.rest.account;

import io.github.stockroom.application.account.AccountChange;
import io.github.stockroom.application.account.Accounts;
import io.github.stockroom.application.account.PasswordResets;
import io.github.stockroom.application.account.ResetToken;
import io.github.stockroom.application.error.RecordNotFoundException;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.ExternalIdentity;
import io.github.stockroom.domain.account.PasswordPolicy;
import io.github.stockroom.domain.account.Role;
import io.github.stockroom.domain.account.Username;
import io.github.stockroom.domain.shared.Timestamp;
import io.github.stockroom.domain.shared.Validation;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.operations.MediaTypes;
import io.github.stockroom.operations.Operations;
import io.github.stockroom.rest.audit.AuditEvent;
import io.github.stockroom.rest.audit.AuditLog;
import io.github.stockroom.rest.exchange.Exchange;
import io.github.stockroom.rest.exchange.Idempotency;
import io.github.stockroom.rest.json.JsonBytes;
import io.github.stockroom.rest.problem.Problems;
import io.github.stockroom.rest.request.ClientNetwork;
import io.github.stockroom.rest.route.Route;
import io.github.stockroom.rest.route.Routes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** Creating an account, and the accounts of all, as the earlier tracker and the earlier movies system have them. */
@Component
record AccountRoutes(Accounts accounts, PasswordResets resets, Idempotency idempotency, PasswordPolicy passwords)
        implements Routes {

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final Set<String> UPDATE = Set.of("role");

    @Override
    public List<Route> routes() {
        return List.of(
                new Route(
                        Operations.LIST_ACCOUNTS,
                        http -> AccountList.handle(http, accounts, AccountRoutes::writeForMovies)),
                new Route(
                        Operations.LIST_USERS,
                        http -> AccountList.handle(http, accounts, AccountRoutes::writeForTracker)),
                new Route(Operations.CREATE_USER, this::create)
                        .on(ValidationException.class, e -> Problems.validation(422, e)),
                new Route(Operations.CHANGE_ROLE, this::changeRole)
                        .on(ValidationException.class, e -> Problems.validation(422, e)),
                new Route(Operations.PATCH_USER, this::change)
                        .on(ValidationException.class, e -> Problems.validation(422, e)),
                new Route(Operations.MAKE_RESET, this::makeReset),
                new Route(Operations.DELETE_USER, this::delete));
    }

    private void create(Exchange http) {
        var body = http.content().credentials(NewAccountBody.MEMBERS);
        idempotency.requireKey(http);
        // Hashing may wait, which is no time to hold a connection to the database.
        var account = accounts.prepare(http.caller(), NewAccountBody.read(body.get(), passwords), client(http));
        var created = new AtomicReference<@Nullable Account>();
        idempotency.once(http, () -> {
            created.set(accounts.create(account));
            http.status(201).notStored().end(MediaTypes.JSON, NULL);
        });
        Account stored = created.get();
        if (stored != null) { // else the answer was a replay
            AuditLog.record(
                    http,
                    AuditEvent.ACCOUNT_CREATED,
                    stored,
                    Map.of("role", stored.role().code()));
        }
    }

    /** Changes the role of the caller, who is an administrator. */
    private void changeRole(Exchange http) {
        var body = http.content().credentials(UPDATE).get();
        var validation = new Validation();
        var role = validation.field("role", () -> Role.parse(body.text("role")));
        validation.field(PasswordMember.NAME, () -> PasswordMember.refuse(body));
        administer(http, accounts.get(http.signedIn().id()), AccountChange.ofRole(validation.build(role)));
        http.status(204).end();
    }

    private void change(Exchange http) {
        var body = http.content().credentials(AccountChangeBody.MEMBERS);
        Account account = accounts.get(username(http.variable()));
        AccountChange change = AccountChangeBody.read(body.get(), account, passwords);
        Account changed = administer(http, account, change);
        http.notStored().end(MediaTypes.JSON, JsonBytes.object(json -> writeForTracker(json, changed)));
    }

    private Account administer(Exchange http, Account account, AccountChange change) {
        Account changed = accounts.administer(account.id(), change, client(http));
        if (changed.version() != account.version()) {
            AuditLog.record(
                    http,
                    AuditEvent.ACCOUNT_CHANGED,
                    changed,
                    AuditLog.changeOf(changed, change.password() != null, change.link() != null));
        }
        return changed;
    }

    private void makeReset(Exchange http) {
        Account account = accounts.get(username(http.variable()));
        ResetToken token = resets.make(account.id());
        AuditLog.record(http, AuditEvent.RESET_CREATED, account);
        http.status(201)
                .notStored()
                .end(
                        MediaTypes.JSON,
                        JsonBytes.object(json -> json.writeStringProperty("token", token.value())
                                .writeStringProperty("expires", Timestamp.format(token.expires()))));
    }

    private void delete(Exchange http) {
        AuditLog.record(http, AuditEvent.ACCOUNT_DELETED, accounts.delete(username(http.variable())));
        http.status(204).end();
    }

    private static String client(Exchange http) {
        return ClientNetwork.of(http.clientAddress());
    }

    private static Username username(String name) {
        try {
            return new Username(name);
        } catch (ValidationException e) {
            throw new RecordNotFoundException("user", name);
        }
    }

    private static void writeForTracker(JsonGenerator json, Account account) {
        json.writeNumberProperty("id", account.id().value());
        json.writeStringProperty("user_name", account.username().value());
        json.writeStringProperty("role", account.role().code());
        json.writeBooleanProperty("active", account.active());
        ExternalIdentity identity = account.identity();
        if (identity != null) {
            json.writeStringProperty(AccountChangeBody.ISSUER, identity.issuer());
            json.writeStringProperty(AccountChangeBody.SUBJECT, identity.subject());
        }
    }

    private static void writeForMovies(JsonGenerator json, Account account) {
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
