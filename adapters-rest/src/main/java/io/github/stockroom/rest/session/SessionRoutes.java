package io.github.stockroom.rest.session;

import io.github.stockroom.application.session.BadCredentialsException;
import io.github.stockroom.application.session.Sessions;
import io.github.stockroom.application.session.TokenLifetimes;
import io.github.stockroom.application.session.TokenPair;
import io.github.stockroom.domain.shared.Validation;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.operations.MediaTypes;
import io.github.stockroom.operations.Operations;
import io.github.stockroom.rest.exchange.Exchange;
import io.github.stockroom.rest.json.JsonBytes;
import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.problem.Problems;
import io.github.stockroom.rest.request.ClientNetwork;
import io.github.stockroom.rest.route.Route;
import io.github.stockroom.rest.route.Routes;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/**
 * Signing in and out, as the earlier systems did: token pairs of djangorestframework-simplejwt, the form of
 * dj-rest-auth, and the OAuth 2.0 password grant (RFC 6749, 4.3) with the check that the gateway of the tracker made.
 */
@Component
record SessionRoutes(Sessions sessions, TokenLifetimes lifetimes) implements Routes {

    private static final String UNABLE = "Unable to log in with provided credentials.";
    private static final Set<String> REFRESH = Set.of("refresh");

    @Override
    public List<Route> routes() {
        return List.of(
                new Route(Operations.OPEN_SESSION, this::open)
                        .on(
                                BadCredentialsException.class,
                                e -> refused("No active account found with the given credentials")),
                new Route(Operations.REFRESH_SESSION, this::refresh),
                new Route(Operations.LOG_IN, this::logIn)
                        .on(
                                BadCredentialsException.class,
                                e -> refused(UNABLE).withMember("non_field_errors", List.of(UNABLE))),
                new Route(Operations.LOG_OUT, this::logOut),
                new Route(Operations.GRANT_TOKEN, this::grant)
                        .on(BadCredentialsException.class, e -> refused("Could not validate user."))
                        .on(ValidationException.class, e -> Problems.validation(422, e)),
                new Route(Operations.CHECK_TOKEN, SessionRoutes::check));
    }

    private void open(Exchange http) {
        respond(http, sessions.open(CredentialsBody.byUsername(http)));
    }

    private void refresh(Exchange http) {
        var body = http.content().credentials(REFRESH).get();
        var validation = new Validation();
        var token = validation.field("refresh", () -> body.text("refresh"));
        respond(http, sessions.refresh(validation.build(token), ClientNetwork.of(http.clientAddress())));
    }

    private void logIn(Exchange http) {
        String key = sessions.issueSingleToken(CredentialsBody.byUsernameOrEmail(http));
        respond(http, json -> json.writeStringProperty("key", key));
    }

    /** Takes any body and any token, an expired one too: a client that wants to be signed out is, afterwards. */
    private void logOut(Exchange http) {
        http.token().ifPresent(sessions::signOutEverywhere);
        respond(http, json -> json.writeStringProperty("detail", "Successfully logged out."));
    }

    private void grant(Exchange http) {
        String token = sessions.issueSingleToken(CredentialsBody.byPasswordGrant(http));
        respond(
                http,
                json -> json.writeStringProperty("access_token", token)
                        .writeStringProperty("token_type", "bearer")
                        .writeNumberProperty("expires_in", lifetimes.single().toSeconds()));
    }

    private static void check(Exchange http) {
        var caller = http.signedIn();
        respond(
                http.dependsOnCaller(),
                json -> json.writeNumberProperty("id", caller.id().value())
                        .writeStringProperty("user_name", caller.username().value())
                        .writeStringProperty("role", caller.role().code()));
    }

    private static void respond(Exchange http, TokenPair tokens) {
        respond(
                http,
                json -> json.writeStringProperty("refresh", tokens.refresh())
                        .writeStringProperty("access", tokens.access()));
    }

    private static void respond(Exchange http, Consumer<JsonGenerator> members) {
        http.notStored().end(MediaTypes.JSON, JsonBytes.object(members));
    }

    private static Problem refused(String detail) {
        return Problems.signInFailed("no_active_account", detail);
    }
}
