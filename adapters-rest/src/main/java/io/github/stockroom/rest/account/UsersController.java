package io.github.stockroom.rest.account;

import io.github.stockroom.application.account.Accounts;
import io.github.stockroom.application.error.RecordNotFoundException;
import io.github.stockroom.domain.account.Account;
import io.github.stockroom.domain.account.PasswordPolicy;
import io.github.stockroom.domain.account.Role;
import io.github.stockroom.domain.account.Username;
import io.github.stockroom.domain.shared.Validation;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.rest.http.ClientNetwork;
import io.github.stockroom.rest.http.Exchange;
import io.github.stockroom.rest.http.Idempotency;
import io.github.stockroom.rest.http.MediaTypes;
import io.github.stockroom.rest.problem.ProblemWriter;
import io.github.stockroom.rest.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;

/** Creating an account, and the accounts of all, as the earlier tracker has them. */
@RestController
final class UsersController {

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final Set<String> UPDATE = Set.of("role");

    private final Accounts accounts;
    private final Idempotency idempotency;
    private final PasswordPolicy passwords;

    UsersController(Accounts accounts, Idempotency idempotency, PasswordPolicy passwords) {
        this.accounts = accounts;
        this.idempotency = idempotency;
        this.passwords = passwords;
    }

    @PostMapping(path = "/users/create_user", consumes = MediaTypes.JSON)
    void create(Exchange http) {
        http.requireAccepts(MediaType.APPLICATION_JSON);
        http.requireNoParameters();
        var body = http.credentials(NewAccountBody.MEMBERS);
        idempotency.requireKey(http);
        // Hashing may wait, which is no time to hold a connection to the database.
        var account = accounts.prepare(
                http.caller(), NewAccountBody.read(body.get(), passwords), ClientNetwork.of(http.clientAddress()));
        idempotency.once(http, () -> {
            accounts.create(account);
            http.status(201).notStored().end(MediaTypes.JSON, NULL);
        });
    }

    @GetMapping("/users/read_all")
    void list(Exchange http) {
        AccountList.reply(http, accounts, UsersController::write);
    }

    /** Changes the role of the caller, who is an administrator. */
    @PutMapping(path = "/users/update", consumes = MediaTypes.JSON)
    void changeRole(Exchange http) {
        http.requireNoParameters();
        var body = http.credentials(UPDATE).get();
        var validation = new Validation();
        var role = validation.field("role", () -> Role.parse(body.text("role")));
        accounts.changeRole(http.signedIn().id(), validation.build(role));
        http.status(204).end();
    }

    @DeleteMapping("/users/delete/{name}")
    void delete(@PathVariable String name, Exchange http) {
        http.requireNoParameters();
        accounts.delete(username(name));
        http.status(204).end();
    }

    @ExceptionHandler
    void invalid(ValidationException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProblemWriter.write(request, response, Problems.validation(422, e));
    }

    private static Username username(String name) {
        try {
            return new Username(name);
        } catch (ValidationException e) {
            throw new RecordNotFoundException("user", name);
        }
    }

    private static void write(JsonGenerator json, Account account) {
        json.writeNumberProperty("id", account.id().value());
        json.writeStringProperty("user_name", account.username().value());
        json.writeStringProperty("role", account.role().code());
    }
}
