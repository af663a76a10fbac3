package io.github.stockroom.rest.filter;

import io.github.stockroom.application.account.AlreadyTakenException;
import io.github.stockroom.application.account.LastAdministratorException;
import io.github.stockroom.application.account.RoleNotAllowedException;
import io.github.stockroom.application.apikey.ApiKeys;
import io.github.stockroom.application.apikey.TooManyApiKeysException;
import io.github.stockroom.application.attempt.AttemptLimit;
import io.github.stockroom.application.attempt.TooManyAttemptsException;
import io.github.stockroom.application.error.FieldConflictException;
import io.github.stockroom.application.error.OutcomeUnknownException;
import io.github.stockroom.application.error.RecordInUseException;
import io.github.stockroom.application.error.RecordNotFoundException;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.session.InvalidTokenException;
import io.github.stockroom.application.version.StaleVersionException;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.operations.OfferedMethods;
import io.github.stockroom.rest.exchange.IdempotencyKey;
import io.github.stockroom.rest.json.UnreadableException;
import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.problem.ProblemException;
import io.github.stockroom.rest.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.NoHandlerFoundException;

/**
 * The table that says which failure becomes which problem. The type of the exception decides. A failure that is not in
 * the table is a fault of the service.
 */
public final class Failures {

    private static final Map<Class<?>, BiFunction<Exception, HttpServletRequest, Problem>> TABLE = new HashMap<>();

    static {
        on(ProblemException.class, ProblemException::problem);
        on(ValidationException.class, e -> Problems.validation(400, e));
        on(UnreadableException.class, Problems::unreadable);
        on(RecordNotFoundException.class, e -> Problems.recordNotFound(e.resource()));
        on(StaleVersionException.class, e -> Problems.preconditionFailed(e.current()));
        on(TemporarilyUnavailableException.class, Problems::temporarilyUnavailable);
        on(OutcomeUnknownException.class, (e, request) -> Problems.outcomeUnknown(isRepeatable(request)));
        on(InvalidTokenException.class, Failures::invalidRefreshToken);
        on(TooManyAttemptsException.class, Failures::tooManyAttempts);
        on(
                RoleNotAllowedException.class,
                e -> Problem.of(
                        403, "role-not-allowed", "Role not allowed", "Only an administrator may give this role."));
        on(FieldConflictException.class, e -> Problems.fieldConflict(e, 0));
        on(
                RecordInUseException.class,
                e -> Problem.of(409, "in-use", "In use", "Records of " + e.resource() + " refer to this record.")
                        .withMember("resource", e.resource()));
        on(AlreadyTakenException.class, Failures::alreadyTaken);
        on(
                TooManyApiKeysException.class,
                e -> Problem.of(
                        409,
                        "too-many-keys",
                        "Too many keys",
                        "An account has up to " + ApiKeys.MAX_KEYS + " API keys; revoke one first."));
        on(
                LastAdministratorException.class,
                e -> Problem.of(
                        409,
                        "last-administrator",
                        "Last administrator",
                        "The last active administrator can be neither demoted nor deactivated nor deleted."));
        // Of the actuator, which Spring serves, and of paths that are not offered at all.
        on(NoHandlerFoundException.class, e -> Problems.notFound());
        on(HttpRequestMethodNotSupportedException.class, Failures::methodNotAllowed);
        on(HttpMediaTypeNotAcceptableException.class, Failures::notAcceptable);
    }

    private Failures() {}

    /** Returns the problem that answers the failure; empty if it is a fault of the service. */
    public static Optional<Problem> problem(Exception failure, HttpServletRequest request) {
        return Optional.ofNullable(TABLE.get(failure.getClass())).map(row -> row.apply(failure, request));
    }

    private static <E extends Exception> void on(Class<E> failure, Function<E, Problem> problem) {
        on(failure, (e, request) -> problem.apply(e));
    }

    private static <E extends Exception> void on(Class<E> failure, BiFunction<E, HttpServletRequest, Problem> problem) {
        TABLE.put(failure, (e, request) -> problem.apply(failure.cast(e), request));
    }

    /** Methods other than POST are idempotent (RFC 9110, 9.2.2), and so is merging a patch; a key makes a POST so. */
    private static boolean isRepeatable(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || IdempotencyKey.isGiven(request);
    }

    /**
     * Refresh tokens only: a bad access token never gets to a handler. The code is another than theirs, on which the
     * front end of the earlier movies system refreshes its token: at once, again and again.
     */
    private static Problem invalidRefreshToken(InvalidTokenException e) {
        String detail = e.reason() == InvalidTokenException.Reason.NO_ACTIVE_ACCOUNT
                ? "User inactive or deleted."
                : "Token is invalid or expired";
        return Problems.signInFailed("refresh_token_not_valid", detail);
    }

    private static Problem tooManyAttempts(TooManyAttemptsException e) {
        AttemptLimit limit = e.limit();
        String name = limit.policy();
        String policy =
                "\"" + name + "\";q=" + limit.quota() + ";w=" + limit.window().toSeconds();
        String detail = switch (name) {
            case "sign-up" -> "Too many accounts were asked for; wait a while.";
            case "refresh" -> "Too many tokens were refused; sign in again.";
            default -> "Too many attempts to sign in; wait a while.";
        };
        return Problems.tooManyRequests(name, detail, e.retryAfter()).withHeader("RateLimit-Policy", policy);
    }

    private static Problem alreadyTaken(AlreadyTakenException e) {
        return switch (e.part()) {
            case USERNAME -> Problem.of(409, "username-taken", "User name taken", "User name already exists.");
            case EMAIL -> Problem.of(409, "email-taken", "E-mail address taken", "E-mail address already exists.");
            case IDENTITY ->
                Problem.of(409, "identity-taken", "Identity taken", "Another account is linked to this identity.");
        };
    }

    private static Problem notAcceptable(HttpMediaTypeNotAcceptableException e) {
        return Problems.notAcceptable(
                e.getSupportedMediaTypes().stream().map(MediaType::toString).collect(Collectors.joining(", ")));
    }

    private static Problem methodNotAllowed(HttpRequestMethodNotSupportedException e) {
        String[] supported = e.getSupportedMethods();
        return Problems.methodNotAllowed(OfferedMethods.allow(supported == null ? List.of() : List.of(supported)));
    }
}
