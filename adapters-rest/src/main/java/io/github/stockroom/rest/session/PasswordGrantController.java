package io.github.stockroom.rest.session;

import io.github.stockroom.application.session.BadCredentialsException;
import io.github.stockroom.application.session.Sessions;
import io.github.stockroom.application.session.TokenLifetimes;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.rest.http.Exchange;
import io.github.stockroom.rest.http.MediaTypes;
import io.github.stockroom.rest.json.JsonBytes;
import io.github.stockroom.rest.problem.ProblemWriter;
import io.github.stockroom.rest.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** One token for a password (RFC 6749, 4.3), and whose it is, as the earlier tracker and the gateway in front of it asked. */
@RestController
final class PasswordGrantController {

    private final Sessions sessions;
    private final TokenLifetimes lifetimes;

    PasswordGrantController(Sessions sessions, TokenLifetimes lifetimes) {
        this.sessions = sessions;
        this.lifetimes = lifetimes;
    }

    @PostMapping(
            path = "/auth/token",
            consumes = {MediaTypes.FORM, MediaTypes.JSON})
    void grant(Exchange http) {
        http.requireAccepts(MediaType.APPLICATION_JSON);
        String token = sessions.signIn(CredentialsBody.byPasswordGrant(http));
        http.notStored()
                .end(
                        MediaTypes.JSON,
                        JsonBytes.object(json -> json.writeStringProperty("access_token", token)
                                .writeStringProperty("token_type", "bearer")
                                .writeNumberProperty(
                                        "expires_in", lifetimes.single().toSeconds())));
    }

    @GetMapping("/auth/check_token")
    void check(Exchange http) {
        http.requireAccepts(MediaType.APPLICATION_JSON);
        http.requireNoParameters();
        var caller = http.signedIn();
        http.dependsOnCaller()
                .notStored()
                .end(
                        MediaTypes.JSON,
                        JsonBytes.object(json -> json.writeNumberProperty(
                                        "id", caller.id().value())
                                .writeStringProperty(
                                        "user_name", caller.username().value())
                                .writeStringProperty("role", caller.role().code())));
    }

    @ExceptionHandler
    void refused(BadCredentialsException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ProblemWriter.write(request, response, Problems.signInFailed("no_active_account", "Could not validate user."));
    }

    @ExceptionHandler
    void invalid(ValidationException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProblemWriter.write(request, response, Problems.validation(422, e));
    }
}
