package io.github.stockroom.rest.session;

import io.github.stockroom.application.session.BadCredentialsException;
import io.github.stockroom.application.session.Sessions;
import io.github.stockroom.application.session.TokenPair;
import io.github.stockroom.domain.shared.Validation;
import io.github.stockroom.rest.http.ClientNetwork;
import io.github.stockroom.rest.http.Exchange;
import io.github.stockroom.rest.http.MediaTypes;
import io.github.stockroom.rest.json.JsonBytes;
import io.github.stockroom.rest.problem.ProblemWriter;
import io.github.stockroom.rest.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Access and refresh tokens in pairs, as djangorestframework-simplejwt hands them out. */
@RestController
final class TokenController {

    private static final Set<String> REFRESH = Set.of("refresh");

    private final Sessions sessions;

    TokenController(Sessions sessions) {
        this.sessions = sessions;
    }

    @PostMapping(
            path = "/api/token",
            consumes = {MediaTypes.JSON, MediaTypes.FORM})
    void open(Exchange http) {
        http.requireAccepts(MediaType.APPLICATION_JSON);
        reply(http, sessions.open(CredentialsBody.byUsername(http)));
    }

    @PostMapping(
            path = "/api/token/refresh",
            consumes = {MediaTypes.JSON, MediaTypes.FORM})
    void refresh(Exchange http) {
        http.requireAccepts(MediaType.APPLICATION_JSON);
        http.requireNoParameters();
        var body = http.credentials(REFRESH).get();
        var validation = new Validation();
        var token = validation.field("refresh", () -> body.text("refresh"));
        reply(http, sessions.refresh(validation.build(token), ClientNetwork.of(http.clientAddress())));
    }

    @ExceptionHandler
    void refused(BadCredentialsException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ProblemWriter.write(
                request,
                response,
                Problems.signInFailed("no_active_account", "No active account found with the given credentials"));
    }

    private static void reply(Exchange http, TokenPair tokens) {
        http.notStored()
                .end(
                        MediaTypes.JSON,
                        JsonBytes.object(json -> json.writeStringProperty("refresh", tokens.refresh())
                                .writeStringProperty("access", tokens.access())));
    }
}
