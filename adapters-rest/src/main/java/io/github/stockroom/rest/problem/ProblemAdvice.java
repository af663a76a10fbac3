package io.github.stockroom.rest.problem;

import io.github.stockroom.application.account.AlreadyTakenException;
import io.github.stockroom.application.account.RoleNotAllowedException;
import io.github.stockroom.application.attempt.AttemptLimit;
import io.github.stockroom.application.attempt.TooManyAttemptsException;
import io.github.stockroom.application.error.OutcomeUnknownException;
import io.github.stockroom.application.error.RecordNotFoundException;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import io.github.stockroom.application.session.InvalidTokenException;
import io.github.stockroom.application.version.StaleVersionException;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.rest.http.IdempotencyKey;
import io.github.stockroom.rest.http.MediaTypes;
import io.github.stockroom.rest.http.OfferedMethods;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.NoHandlerFoundException;

/**
 * Decides which failure becomes which problem; the type of the exception alone decides. What is not named here is not the
 * client's doing and passes on to the outermost filter, which answers 500.
 */
@RestControllerAdvice
final class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    void handle(ProblemException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProblemWriter.write(request, response, e.problem());
    }

    @ExceptionHandler
    void handle(ValidationException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProblemWriter.write(request, response, Problems.validation(400, e));
    }

    @ExceptionHandler
    void handle(RecordNotFoundException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ProblemWriter.write(request, response, Problems.recordNotFound(e.resource()));
    }

    @ExceptionHandler
    void handle(StaleVersionException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProblemWriter.write(request, response, Problems.preconditionFailed(e.current()));
    }

    @ExceptionHandler
    void handle(TemporarilyUnavailableException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LOG.atLevel(e.reason() == Reason.ABANDONED ? Level.DEBUG : Level.WARN)
                .log("Not served, {}: {}", e.reason(), e.getMessage());
        ProblemWriter.write(request, response, Problems.temporarilyUnavailable(e));
    }

    /** Methods other than POST are idempotent (RFC 9110, 9.2.2), and so is merging a patch; a key makes a POST so. */
    @ExceptionHandler
    void handle(OutcomeUnknownException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LOG.warn("Outcome unknown: {}", e.getMessage(), e);
        boolean repeatable = !request.getMethod().equals("POST") || IdempotencyKey.isGiven(request);
        ProblemWriter.write(request, response, Problems.outcomeUnknown(repeatable));
    }

    /**
     * Refresh tokens only: access tokens are looked at before any controller runs. The code is another than theirs, on which the front
     * end of the earlier movies system refreshes its token: at once, again and again.
     */
    @ExceptionHandler
    void handle(InvalidTokenException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String detail = e.reason() == InvalidTokenException.Reason.NO_ACTIVE_ACCOUNT
                ? "User inactive or deleted."
                : "Token is invalid or expired";
        ProblemWriter.write(request, response, Problems.signInFailed("refresh_token_not_valid", detail));
    }

    @ExceptionHandler
    void handle(TooManyAttemptsException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        AttemptLimit limit = e.limit();
        String name = limit.policy();
        String policy =
                "\"" + name + "\";q=" + limit.quota() + ";w=" + limit.window().toSeconds();
        String detail = switch (name) {
            case "sign-up" -> "Too many accounts were asked for; wait a while.";
            case "refresh" -> "Too many tokens were refused; sign in again.";
            default -> "Too many attempts to sign in; wait a while.";
        };
        ProblemWriter.write(
                request,
                response,
                Problems.tooManyRequests(name, detail, e.retryAfter()).withHeader("RateLimit-Policy", policy));
    }

    @ExceptionHandler
    void handle(RoleNotAllowedException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ProblemWriter.write(
                request,
                response,
                Problem.of(403, "role-not-allowed", "Role not allowed", "Only an administrator may give this role."));
    }

    @ExceptionHandler
    void handle(AlreadyTakenException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Problem problem = switch (e.part()) {
            case USERNAME -> Problem.of(409, "username-taken", "User name taken", "User name already exists.");
            case EMAIL -> Problem.of(409, "email-taken", "E-mail address taken", "E-mail address already exists.");
        };
        ProblemWriter.write(request, response, problem);
    }

    @ExceptionHandler
    void handle(NoHandlerFoundException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ProblemWriter.write(request, response, Problems.notFound());
    }

    @ExceptionHandler
    void handle(HttpRequestMethodNotSupportedException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String[] supported = e.getSupportedMethods();
        String allow = OfferedMethods.allow(supported == null ? List.of() : Arrays.asList(supported));
        ProblemWriter.write(
                request,
                response,
                Problem.of(405, "method_not_allowed", "Method not allowed", "This path offers " + allow + ".")
                        .withHeader("Allow", allow));
    }

    @ExceptionHandler
    void handle(HttpMediaTypeNotSupportedException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String types =
                e.getSupportedMediaTypes().stream().map(MediaType::toString).collect(Collectors.joining(", "));
        ProblemWriter.write(
                request,
                response,
                Problems.unsupportedMediaType(request.getMethod(), types, "The body must be " + types + "."));
    }

    /** Of the actuator; operations of the contract choose among their types themselves. */
    @ExceptionHandler
    void handle(HttpMediaTypeNotAcceptableException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String types =
                e.getSupportedMediaTypes().stream().map(MediaType::toString).collect(Collectors.joining(", "));
        ProblemWriter.write(request, response, Problems.notAcceptable(types));
    }

    /** Jetty looks the charset of the content type up when it is asked for the type. */
    @ExceptionHandler({UnsupportedCharsetException.class, IllegalCharsetNameException.class})
    void handleUnknownCharset(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProblemWriter.write(request, response, MediaTypes.notPlainUtf8(request));
    }
}
