package io.github.stockroom.rest.request;

import java.util.Locale;

/** {@code host[:port]} as {@code Host} and its forwarded forms spell it (RFC 9110, 7.2). */
public final class Authority {

    private static final int MAX_HOST_LENGTH = 253;
    private static final int MAX_PORT = 65_535;

    private Authority() {}

    /**
     * Returns true if it is a name, an IPv4 address or an IPv6 address in brackets, with or without a port, and nothing
     * else.
     */
    public static boolean isValid(String authority) {
        String host = host(authority);
        return (host.startsWith("[") ? isBracketed(host) : isName(host))
                && isPortOrNothing(authority.substring(host.length()));
    }

    /** The part in front of the port, in lower case. */
    public static String host(String authority) {
        int end = authority.startsWith("[") ? authority.indexOf(']') + 1 : authority.indexOf(':');
        return (end < 0 || end == 0 && authority.startsWith("[") ? authority : authority.substring(0, end))
                .toLowerCase(Locale.ROOT);
    }

    private static boolean isBracketed(String host) {
        return host.endsWith("]") && host.indexOf('%') < 0 && NetworkAddress.parse(host) != null;
    }

    private static boolean isName(String host) {
        if (host.isEmpty() || host.length() > MAX_HOST_LENGTH) {
            return false;
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "-._~".indexOf(c) >= 0)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPortOrNothing(String text) {
        if (text.isEmpty()) {
            return true;
        }
        if (text.charAt(0) != ':' || text.length() < 2 || text.length() > 6) {
            return false;
        }
        int port = 0;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
            port = 10 * port + c - '0';
        }
        return port <= MAX_PORT;
    }
}
