package io.github.stockroom.rest.http;

import java.util.Map;

/** Header fields of every response, those included that no servlet ever sees. */
public final class CommonHeaders {

    static final String VARY = "Accept, Accept-Encoding, Origin";

    /** By name; {@code X-Request-Id} comes on top. */
    public static final Map<String, String> FIELDS = Map.of("X-Content-Type-Options", "nosniff", "Vary", VARY);

    private CommonHeaders() {}
}
