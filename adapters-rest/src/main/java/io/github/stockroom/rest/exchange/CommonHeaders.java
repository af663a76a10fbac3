package io.github.stockroom.rest.exchange;

import java.util.Map;

/** Header fields of every response, those included that no servlet ever sees. */
public final class CommonHeaders {

    /** Preferences, too, change answers (RFC 7240, 2): the number of records, and what is refused. */
    public static final String VARY = "Accept, Accept-Encoding, Origin, Prefer";

    public static final String RESOURCE_POLICY = "Cross-Origin-Resource-Policy";

    /**
     * By name; {@code X-Request-Id} comes on top. Pages of other origins may load answers: CORS decides who may read
     * them.
     */
    public static final Map<String, String> FIELDS =
            Map.of("X-Content-Type-Options", "nosniff", "Vary", VARY, RESOURCE_POLICY, "cross-origin");

    private CommonHeaders() {}
}
