package io.github.stockroom.rest.request;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Network addresses as header fields spell them. Looks no name up. */
public final class NetworkAddress {

    /** The longest text with an address, brackets, a zone and a port. */
    private static final int MAX_LENGTH = 80;

    private static final int IPV6_GROUPS = 8;

    private NetworkAddress() {}

    /**
     * Reads a node of {@code X-Forwarded-For} or {@code Forwarded}: an IPv4 address, or an IPv6 address with or without
     * brackets. A port behind it is left out.
     *
     * @return null for anything else: a name, {@code unknown}, an obfuscated identifier
     */
    public static @Nullable InetAddress parse(String node) {
        if (node.isEmpty() || node.length() > MAX_LENGTH) {
            return null;
        }
        if (node.charAt(0) == '[') {
            int end = node.indexOf(']');
            return end > 0 && isPortOrNothing(node.substring(end + 1)) ? ipv6(node.substring(1, end)) : null;
        }
        int colon = node.indexOf(':');
        if (colon >= 0 && node.indexOf(':', colon + 1) > 0) {
            return ipv6(node);
        }
        return colon < 0 ? ipv4(node) : isPortOrNothing(node.substring(colon)) ? ipv4(node.substring(0, colon)) : null;
    }

    /** The address as RFC 5952 writes it, so that one address is one text. */
    static String text(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        byte[] bytes = address.getAddress();
        int[] groups = new int[IPV6_GROUPS];
        for (int i = 0; i < IPV6_GROUPS; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
        }
        int start = 0;
        int length = 1; // a single zero is written out
        for (int i = 0; i < IPV6_GROUPS; i++) {
            int run = 0;
            while (i + run < IPV6_GROUPS && groups[i + run] == 0) {
                run++;
            }
            if (run > length) {
                start = i;
                length = run;
            }
        }
        return length == 1
                ? join(groups, 0, IPV6_GROUPS)
                : join(groups, 0, start) + "::" + join(groups, start + length, IPV6_GROUPS);
    }

    private static String join(int[] groups, int from, int to) {
        var text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }

    /** Four decimal numbers; the forms with fewer, and with leading zeros, are read in more than one way. */
    private static @Nullable InetAddress ipv4(String text) {
        byte[] bytes = new byte[4];
        int at = 0;
        for (int i = 0; i < bytes.length; i++) {
            int end = i < 3 ? text.indexOf('.', at) : text.length();
            if (end < 0 || end == at || end - at > 3 || end - at > 1 && text.charAt(at) == '0') {
                return null;
            }
            int value = 0;
            for (; at < end; at++) {
                if (!isDigit(text.charAt(at))) {
                    return null;
                }
                value = 10 * value + text.charAt(at) - '0';
            }
            if (value > 255) {
                return null;
            }
            bytes[i] = (byte) value;
            at = end + 1;
        }
        return of(bytes);
    }

    /** A zone is left out: it means something on one machine only. */
    private static @Nullable InetAddress ipv6(String text) {
        int zone = text.indexOf('%');
        String literal = zone < 0 ? text : text.substring(0, zone);
        if (literal.indexOf(':') < 0 || literal.charAt(0) == '.') {
            return null;
        }
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (c != ':' && c != '.' && Character.digit(c, 16) < 0 || c > '~') {
                return null;
            }
        }
        try {
            return InetAddress.getByName(literal); // with a colon inside it is never looked up
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static InetAddress of(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** RFC 7239 lets a port be obfuscated as well. */
    private static boolean isPortOrNothing(String text) {
        if (text.isEmpty()) {
            return true;
        }
        boolean obfuscated = text.startsWith(":_");
        int start = obfuscated ? 2 : 1;
        if (text.charAt(0) != ':' || text.length() == start || !obfuscated && text.length() > 6) {
            return false;
        }
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isDigit(c) && !(obfuscated && (Character.isLetter(c) && c < 128 || "._-".indexOf(c) >= 0))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
