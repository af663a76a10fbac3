package io.github.stockroom.rest.session;

import io.github.stockroom.application.session.BadCredentialsException;
import io.github.stockroom.application.session.InvalidTokenException;
import io.github.stockroom.application.session.Sessions;
import io.github.stockroom.rest.http.Exchange;
import io.github.stockroom.rest.http.MediaTypes;
import io.github.stockroom.rest.json.JsonBytes;
import io.github.stockroom.rest.problem.ProblemWriter;
import io.github.stockroom.rest.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Signing in with a form and out again, as dj-rest-auth does. */
@RestController
final class LoginController {

    private static final String REFUSED = "Unable to log in with provided credentials.";

    private final Sessions sessions;

    LoginController(Sessions sessions) {
        this.sessions = sessions;
    }

    @PostMapping(
            path = "/api/v1/users/auth/login",
            consumes = {MediaTypes.JSON, MediaTypes.FORM})
    void logIn(Exchange http) {
        http.requireAccepts(MediaType.APPLICATION_JSON);
        String key = sessions.signIn(CredentialsBody.byUsernameOrEmail(http));
        http.notStored().end(MediaTypes.JSON, JsonBytes.object(json -> json.writeStringProperty("key", key)));
    }

    /** Takes any body and any token: whoever wants to be signed out is, afterwards. */
    @PostMapping("/api/v1/users/auth/logout")
    void logOut(Exchange http) {
        http.token().ifPresent(this::close);
        http.notStored()
                .end(
                        MediaTypes.JSON,
                        JsonBytes.object(json -> json.writeStringProperty("detail", "Successfully logged out.")));
    }

    @ExceptionHandler
    void refused(BadCredentialsException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ProblemWriter.write(
                request,
                response,
                Problems.signInFailed("no_active_account", REFUSED).withMember("non_field_errors", List.of(REFUSED)));
    }

    private void close(String token) {
        try {
            sessions.close(sessions.authenticate(token).id());
        } catch (InvalidTokenException e) {
            // nobody's, or taken back already
        }
    }
}
