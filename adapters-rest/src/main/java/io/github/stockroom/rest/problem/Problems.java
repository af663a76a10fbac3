package io.github.stockroom.rest.problem;

import io.github.stockroom.application.error.FieldConflictException;
import io.github.stockroom.application.error.TemporarilyUnavailableException;
import io.github.stockroom.application.error.TemporarilyUnavailableException.Reason;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import io.github.stockroom.rest.json.UnreadableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The problems that more than one place reports. Codes of plain HTTP failures are spelled as Django REST Framework
 * does.
 */
public final class Problems {

    /** RFC 9457 and this service own these names, so a field of that name has its messages in {@code errors} only. */
    private static final Set<String> RESERVED = Set.of(
            "type",
            "title",
            "status",
            "detail",
            "instance",
            "code",
            "requestId",
            "errors",
            "message",
            "mistakes",
            "rejected");

    private static final String QUOTA_EXCEEDED = "https://iana.org/assignments/http-problem-types#quota-exceeded";
    private static final String REDUCED_CAPACITY =
            "https://iana.org/assignments/http-problem-types#temporary-reduced-capacity";
    private static final String CHALLENGE = "Bearer realm=\"api\"";

    private Problems() {}

    public static Problem notFound() {
        return Problem.of(404, "not_found", "Not found", "Not found.");
    }

    /**
     * The same for a record, with the {@code error} member that front ends of the earlier cars system read.
     *
     * @param resource in the singular, such as {@code car}
     */
    public static Problem recordNotFound(String resource) {
        String name = resource.substring(0, 1).toUpperCase(Locale.ROOT) + resource.substring(1);
        return notFound().withMember("error", name + " not found");
    }

    /**
     * 409 for a value that another record has, and 400 for a reference to a record that does not exist.
     *
     * @param line of the body where the record starts, from 1; 0 where lines mean nothing
     */
    public static Problem fieldConflict(FieldConflictException e, long line) {
        boolean taken = e.rule() == FieldConflictException.Rule.UNIQUE;
        Violation violation = (taken
                        ? Violation.of("already-taken", "Another record has this value.")
                        : Violation.NO_SUCH_RECORD)
                .at(e.field());
        ProblemError error = e.index().isPresent()
                ? ProblemError.inRow(e.index().getAsLong(), violation)
                : ProblemError.inBody(violation);
        Problem problem = taken
                ? Problem.of(409, "already-taken", "Already taken", violation.message())
                : Problem.badRequest("validation", "Validation failed", violation.message());
        return problem.withErrors(List.of(error.atLine(line)));
    }

    /** @param allow the methods that the path offers, comma-separated */
    public static Problem methodNotAllowed(String allow) {
        return Problem.of(405, "method_not_allowed", "Method not allowed", "This path offers " + allow + ".")
                .withHeader("Allow", allow);
    }

    public static Problem notAcceptable(String offered) {
        return Problem.of(
                406,
                "not_acceptable",
                "Not acceptable",
                "This can be had as " + offered + " only; see the Accept header.");
    }

    /**
     * 415, with the header field that says what this method takes (RFC 5789, 2.2; RFC 9110, 15.5.16).
     *
     * @param types media types, comma-separated
     */
    public static Problem unsupportedMediaType(String method, String types, String detail) {
        String header = switch (method) {
            case "POST" -> "Accept-Post";
            case "PATCH" -> "Accept-Patch";
            default -> "Accept";
        };
        return Problem.of(415, "unsupported_media_type", "Unsupported media type", detail)
                .withHeader(header, types);
    }

    /**
     * 412.
     *
     * @param currentVersion of the record when it was looked at; the client sees what it would get by another GET
     */
    public static Problem preconditionFailed(long currentVersion) {
        return Problem.of(
                        412,
                        "precondition_failed",
                        "Precondition failed",
                        "The record is not in the state that If-Match or If-None-Match asks for.")
                .withMember("currentVersion", currentVersion);
    }

    public static Problem preconditionRequired() {
        return Problem.of(
                428,
                "precondition_required",
                "Precondition required",
                "Send If-Match with the ETag of the version that you want to change.");
    }

    /** @param part of the request */
    public static Problem badEncoding(String part) {
        return Problem.badRequest("bad-encoding", "Bad encoding", part + " is not percent-encoded UTF-8.");
    }

    /** 401 for want of a token (RFC 9110, 15.5.2; RFC 6750, 3). */
    public static Problem notAuthenticated() {
        return unauthorized("not_authenticated", "Authentication credentials were not provided.", CHALLENGE);
    }

    /**
     * 401 for a token that is not good, in the words of djangorestframework-simplejwt: front ends refresh their token
     * when they read this code.
     */
    public static Problem tokenNotValid(String detail) {
        return unauthorized("token_not_valid", detail, CHALLENGE + ", error=\"invalid_token\"")
                .withMember(
                        "messages",
                        List.of(Map.of(
                                "token_class", "AccessToken",
                                "token_type", "access",
                                "message", "Token is invalid or expired")));
    }

    /** 401 for credentials or a refresh token that are not good. */
    public static Problem signInFailed(String code, String detail) {
        return unauthorized(code, detail, CHALLENGE);
    }

    /**
     * 429 (draft-ietf-httpapi-ratelimit-headers-10, 5).
     *
     * @param policy the name of the quota that is used up
     */
    public static Problem tooManyRequests(String policy, String detail, Duration retryAfter) {
        return Problem.of(429, "too-many-requests", "Too many requests", detail)
                .withType(QUOTA_EXCEEDED)
                .withMember("violated-policies", List.of(policy))
                .withHeader(
                        "Retry-After", Long.toString(retryAfter.plusMillis(999).toSeconds()));
    }

    public static Problem permissionDenied(String detail) {
        return Problem.of(403, "permission_denied", "Permission denied", detail);
    }

    /** 403 for an API key that is too narrow (RFC 6750, 3.1). */
    public static Problem insufficientScope(String scope) {
        return permissionDenied("This API key does not have the scope " + scope + ".")
                .withHeader("WWW-Authenticate", CHALLENGE + ", error=\"insufficient_scope\", scope=\"" + scope + "\"");
    }

    private static Problem unauthorized(String code, String detail, String challenge) {
        return Problem.of(401, code, "Unauthorized", detail).withHeader("WWW-Authenticate", challenge);
    }

    public static Problem invalidHeader(String header, String detail) {
        return Problem.badRequest("invalid-header", "Invalid header", detail)
                .withErrors(List.of(ProblemError.inHeader(header, "invalid", detail)));
    }

    /** 503 for work that has a bounded place, which is taken. */
    public static Problem busy(String detail, Duration retryAfter) {
        return Problem.of(503, "busy", "Busy", detail)
                .withType(REDUCED_CAPACITY)
                .withHeader("Retry-After", Long.toString(retryAfter.toSeconds()));
    }

    /** 408 for a body that came too slowly (RFC 9110, 15.5.9). */
    public static Problem requestTimeout() {
        return Problem.of(408, "request-timeout", "Request timeout", "The request did not arrive in time.");
    }

    /** 503 for a database that cannot do it now. */
    public static Problem temporarilyUnavailable(TemporarilyUnavailableException failure) {
        Problem problem = switch (failure.reason()) {
            case CAPACITY, CONFLICT ->
                Problem.of(503, "temporary-reduced-capacity", "Temporary reduced capacity", "Try again shortly.")
                        .withType(REDUCED_CAPACITY);
            case BUSY ->
                Problem.of(
                                503,
                                "busy",
                                "Busy",
                                "Too many searches, counts, sorts, exports or bulk writes are running; try again shortly, or ask"
                                        + " for a page in an order that an index has.")
                        .withType(REDUCED_CAPACITY);
            case NO_SPACE ->
                Problem.of(
                        503,
                        "no-space-left",
                        "No space left",
                        "The disk of the database is full, so nothing was changed. Reading goes on.");
            case ABANDONED ->
                Problem.of(503, "cancelled", "Cancelled", "The client closed the connection before the response.");
            case TIMEOUT -> Problem.of(503, "timeout", "Timeout", "This took too long; ask for less or try again.");
        };
        return problem.withHeader("Retry-After", failure.reason() == Reason.NO_SPACE ? "60" : "1");
    }

    /**
     * 503 for a change that may have been made or not, without {@code Retry-After} where a repetition might make it
     * twice.
     *
     * @param repeatable whether the request comes to the same when it is done twice
     */
    public static Problem outcomeUnknown(boolean repeatable) {
        String detail =
                "The connection to the database broke before it confirmed the change, which may have been made or not. "
                        + (repeatable
                                ? "It is safe to send the same request again."
                                : "Look before you send it again, or it may be made twice; an Idempotency-Key prevents that.");
        return Problem.of(503, "outcome-unknown", "Outcome unknown", detail)
                .withHeader("Retry-After", repeatable ? "1" : null);
    }

    public static Problem internalError() {
        return Problem.of(500, "internal_error", "Internal error", "Something went wrong here; it was recorded.");
    }

    /** 400 for a body that is not in its format, 413 for one that is longer than its reader takes. */
    public static Problem unreadable(UnreadableException failure) {
        return Problem.of(failure.isTooLarge() ? 413 : 400, failure.code(), failure.title(), failure.detail())
                .withErrors(failure.violations().stream()
                        .map(violation -> ProblemError.inBody(violation).atLine(failure.line()))
                        .toList());
    }

    /** Fields of a request body that are not valid, with Django REST Framework's {@code field: [messages]} beside. */
    public static Problem validation(int status, ValidationException failure) {
        List<Violation> violations = failure.violations();
        String detail = violations.size() == 1 ? "1 field is not valid." : violations.size() + " fields are not valid.";
        Problem problem = Problem.of(status, "validation", "Validation failed", detail)
                .withErrors(violations.stream().map(ProblemError::inBody).toList());
        Map<String, List<String>> messages = new LinkedHashMap<>();
        for (Violation violation : violations) {
            if (!RESERVED.contains(violation.field())) {
                messages.computeIfAbsent(violation.field(), f -> new ArrayList<>())
                        .add(violation.message());
            }
        }
        for (Map.Entry<String, List<String>> field : messages.entrySet()) {
            problem = problem.withMember(field.getKey(), field.getValue());
        }
        return problem;
    }
}
