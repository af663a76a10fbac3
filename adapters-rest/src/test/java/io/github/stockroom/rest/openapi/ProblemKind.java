package io.github.stockroom.rest.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The problems that operations answer with, by status. */
public enum ProblemKind {
    BAD_REQUEST(
            400,
            "The request is not valid: `validation`, `unknown-parameter`, `duplicate-parameter`, `invalid-parameter`,"
                    + " `offset-too-large`, `invalid-cursor`, `cursor-mismatch`, `outdated-cursor`, `bad-encoding`, `null_character`,"
                    + " `malformed-json`, `malformed-csv`, `invalid-columns`, `incomplete-body`, `duplicate-key`, `too-deep`, `too-many-members`, `too-many-parameters`, `empty-body`, `not-an-object`, `unknown-member`,"
                    + " `id-mismatch`, `invalid-header`, `idempotency-key-missing`, `ambiguous-path`, `invalid-host`.",
            "validation",
            "1 field is not valid."),
    UNAUTHORIZED(
            401,
            "`token_not_valid`: a bad or expired token, also where none is needed. `not_authenticated`: a token is needed."
                    + " `no_active_account`: wrong credentials. `refresh_token_not_valid`: a refresh token that is no good; sign in"
                    + " again.",
            "token_not_valid",
            "Given token not valid for any token type",
            "WWW-Authenticate"),
    FORBIDDEN(
            403,
            "The caller may not do this: `permission_denied`, `role-not-allowed`. An API key that lacks a scope is told which by"
                    + " `WWW-Authenticate`.",
            "permission_denied",
            "You do not have permission to perform this action.",
            "WWW-Authenticate"),
    NOT_FOUND(404, "There is no such record: `not_found`.", "not_found", "Not found."),
    NOT_ACCEPTABLE(
            406,
            "`Accept` allows none of the media types offered: `not_acceptable`.",
            "not_acceptable",
            "This can be had as application/json only; see the Accept header."),
    CONFLICT(
            409,
            "`idempotency-in-progress`: a request with this key is still running. `username-taken`, `email-taken`: another"
                    + " account has it. `last-administrator`: no active administrator would be left."
                    + " `too-many-keys`: the account has as many API keys as it may.",
            "idempotency-in-progress",
            "A request with this key is still running.",
            "Retry-After"),
    PRECONDITION_FAILED(
            412,
            "The record is not in the state that `If-Match` or `If-None-Match` asks for: `precondition_failed`.",
            "precondition_failed",
            "The record is not in the state that If-Match or If-None-Match asks for."),
    CONTENT_TOO_LARGE(
            413,
            "The body is too large: `content-too-large`, `record-too-large`, `too-many-rows`. A record may be 1 MiB,"
                    + " a batch 10,000,000 bytes, credentials 16 KiB.",
            "content-too-large",
            "The body may be 1048576 bytes long."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "The body is of another media type, compressed or not UTF-8: `unsupported_media_type`.",
            "unsupported_media_type",
            "The body must be application/json.",
            "Accept",
            "Accept-Post",
            "Accept-Patch"),
    UNPROCESSABLE_CONTENT(
            422,
            "`idempotency-key-reused`: the key was used for another request. `validation`: fields are not valid (accounts).",
            "idempotency-key-reused",
            "This key was used for another request."),
    PRECONDITION_REQUIRED(
            428,
            "This service wants `If-Match` with every change: `precondition_required`.",
            "precondition_required",
            "Send If-Match with the ETag of the version that you want to change."),
    TOO_MANY_REQUESTS(
            429,
            "A quota is used up: `too-many-requests`.",
            "too-many-requests",
            "Too many requests at once; wait a moment.",
            "Retry-After"),
    SERVICE_UNAVAILABLE(
            503,
            "Try again: `temporary-reduced-capacity`; `busy`: too much long work is under way; `timeout`, except for a list,"
                    + " which has to be narrowed: `errors` names each parameter with a text of fewer than three characters"
                    + " (`too-short`), which no index finds. `outcome-unknown`: the change may have been made or not; without"
                    + " `Retry-After`, look before you repeat it.",
            "temporary-reduced-capacity",
            "Try again shortly.",
            "Retry-After"),
    /** All errors that the other kinds do not cover. */
    ERROR(
            0,
            "Any other error, such as 408, 414, 417, 421 (`misdirected-request`: the service does not answer under this host"
                    + " name), 431 or 500.",
            "internal_error",
            "Something went wrong here; it was recorded.");

    private final int status;
    private final String description;
    private final String code;
    private final String detail;
    private final List<String> headers;

    ProblemKind(int status, String description, String code, String detail, String... headers) {
        this.status = status;
        this.description = description;
        this.code = code;
        this.detail = detail;
        this.headers = List.of(headers);
    }

    static ProblemKind of(int status) {
        for (ProblemKind kind : values()) {
            if (kind.status == status) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no problem is described for status " + status);
    }

    /** The key among the responses of an operation. */
    String key() {
        return this == ERROR ? "default" : Integer.toString(status);
    }

    /** Such as {@code BadRequest}. */
    String component() {
        var name = new StringBuilder();
        for (String word : name().split("_")) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }

    String description() {
        return description;
    }

    /** Beyond those of every problem. */
    List<String> headers() {
        return headers;
    }

    Map<String, Object> example() {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", "urn:problem:stockroom:" + code);
        example.put(
                "title",
                code.substring(0, 1).toUpperCase(Locale.ROOT)
                        + code.substring(1).replaceAll("[_-]", " "));
        example.put("status", this == ERROR ? 500 : status);
        example.put("detail", detail);
        example.put("instance", Api.COLLECTION);
        example.put("code", code);
        example.put("requestId", "4c0d9a2e-7f7e-4a0c-9b25-6a1f6f3f1f6a");
        if (this == BAD_REQUEST) {
            String message = "Ensure this value is greater than or equal to 0.";
            example.put(
                    "errors",
                    List.of(Examples.object(
                            "pointer", "#/price", "code", "min_value", "detail", message, "params", Map.of("min", 0))));
            example.put("price", List.of(message));
        }
        return example;
    }
}
