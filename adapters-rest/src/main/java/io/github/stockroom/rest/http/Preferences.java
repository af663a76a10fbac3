package io.github.stockroom.rest.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The {@code Prefer} header (RFC 7240). What is not known is passed over, as the RFC asks; the first of a kind counts. */
public final class Preferences {

    /** {@code return=minimal}: no body in the answer to a write. */
    public static final String RETURN_MINIMAL = "return=minimal";

    /** {@code return=representation}: what happens anyway. */
    public static final String RETURN_REPRESENTATION = "return=representation";

    /** {@code count=exact}: the number of all matches in {@code X-Total-Count}. */
    public static final String COUNT_EXACT = "count=exact";

    /** {@code handling=strict}: unknown members of a body are refused. */
    public static final String HANDLING_STRICT = "handling=strict";

    /** {@code handling=lenient}: unknown query parameters are passed over. */
    public static final String HANDLING_LENIENT = "handling=lenient";

    private final Map<String, String> wanted = new LinkedHashMap<>();

    Preferences(HttpServletRequest request) {
        if (request.getHeader("Prefer") == null) {
            return;
        }
        for (String header : Collections.list(request.getHeaders("Prefer"))) {
            for (String preference : header.split(",")) {
                String[] pair = preference.split(";", 2)[0].split("=", 2);
                String name = pair[0].trim().toLowerCase(Locale.ROOT);
                String value = pair.length == 1 ? "" : pair[1].trim().replaceAll("^\"(.*)\"$", "$1");
                wanted.putIfAbsent(name, name + "=" + value.toLowerCase(Locale.ROOT));
            }
        }
    }

    /** Whether the client asked for this, one of the constants here. */
    boolean has(String preference) {
        return wanted.containsValue(preference);
    }
}
