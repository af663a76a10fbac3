package io.github.stockroom.application.idempotency;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The response to a request, without its body. Immutable.
 *
 * @param fingerprint of the request: 64 hexadecimal digits
 * @param status of HTTP, or what another protocol has in its place
 * @param headers by name, in order; names without a colon, values without a line break
 * @param length of the body in bytes
 */
public record StoredResponse(String fingerprint, int status, Map<String, String> headers, long length) {

    public StoredResponse {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
}
