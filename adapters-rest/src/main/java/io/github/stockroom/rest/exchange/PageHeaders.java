package io.github.stockroom.rest.exchange;

import java.util.Map;
import java.util.function.BiConsumer;

/** Header fields of the pages of this service and of the scripts and styles that they load. */
public final class PageHeaders {

    /** The pages use none of these features; no script that slipped in shall either. */
    private static final String NO_FEATURES =
            "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
                    + "magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), screen-wake-lock=(), usb=()";

    private static final Map<String, String> FIELDS = Map.of(
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", NO_FEATURES,
            "Referrer-Policy", "no-referrer",
            // Says what frame-ancestors says to browsers that do not know that.
            "X-Frame-Options", "DENY");

    private PageHeaders() {}

    /** @param contentSecurityPolicy of this page; with {@code frame-ancestors} */
    public static Exchange page(Exchange http, String contentSecurityPolicy) {
        page(http::header, contentSecurityPolicy);
        return http;
    }

    static void page(BiConsumer<String, String> headers, String contentSecurityPolicy) {
        FIELDS.forEach(headers);
        headers.accept("Content-Security-Policy", contentSecurityPolicy);
    }

    /** For a file that only pages of this service load. */
    public static Exchange asset(Exchange http) {
        return http.header("Cross-Origin-Resource-Policy", "same-origin");
    }
}
