package io.github.stockroom.rest.problem;

import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The problems that more than one place reports. Codes of plain HTTP failures are spelled as Django REST Framework does. */
public final class Problems {

    /** RFC 9457 and this service own these names, so a field of that name has its messages in {@code errors} only. */
    private static final Set<String> RESERVED =
            Set.of("type", "title", "status", "detail", "instance", "code", "requestId", "errors");

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

    public static Problem preconditionFailed() {
        return Problem.of(
                412,
                "precondition_failed",
                "Precondition failed",
                "The record is not in the state that If-Match or If-None-Match asks for.");
    }

    public static Problem preconditionRequired() {
        return Problem.of(
                428,
                "precondition_required",
                "Precondition required",
                "Send If-Match with the ETag of the version that you want to change.");
    }

    public static Problem invalidHeader(String header, String detail) {
        return Problem.badRequest("invalid-header", "Invalid header", detail)
                .withErrors(List.of(ProblemError.inHeader(header, "invalid", detail)));
    }

    public static Problem internalError() {
        return Problem.of(500, "internal_error", "Internal error", "Something went wrong here; it was recorded.");
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
