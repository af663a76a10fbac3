package io.github.stockroom.rest.request;

import io.github.stockroom.rest.json.RecordLimits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operator's settings of the HTTP interface.
 *
 * @param publicUrl scheme and authority (and path prefix) that clients use, without a slash at the end; null: taken
 *     from each request
 * @param trustedProxies addresses, ranges or CIDR blocks whose {@code X-Forwarded-*} header fields are believed
 * @param corsOrigins origins whose pages may call; {@code *} for all, {@code http://localhost:*} for any port
 * @param rootMessage what {@code GET /} says
 * @param ignoreUnknownParameters true: unknown query parameters are passed over instead of refused
 * @param requireIfMatch true: a change or deletion without {@code If-Match} is answered 428
 * @param requireIdempotencyKey true: a POST that creates without {@code Idempotency-Key} is answered 400
 * @param maxRows the most rows that a list without {@code limit} gives; 0 for all
 * @param recordLimits how much one record of a request body may have
 * @param maxCredentialBytes how long a body may be that signs in, renews a token or makes an account
 */
public record RestSettings(
        @Nullable String publicUrl,
        List<String> trustedProxies,
        List<String> corsOrigins,
        String rootMessage,
        boolean ignoreUnknownParameters,
        boolean requireIfMatch,
        boolean requireIdempotencyKey,
        int maxRows,
        RecordLimits recordLimits,
        int maxCredentialBytes) {

    /** 16 KiB: a refresh token has some hundred bytes, a password 72. */
    public static final int DEFAULT_MAX_CREDENTIAL_BYTES = 16 * 1024;

    public RestSettings {
        trustedProxies = List.copyOf(trustedProxies);
        corsOrigins = List.copyOf(corsOrigins);
    }
}
