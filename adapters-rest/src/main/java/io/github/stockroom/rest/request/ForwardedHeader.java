package io.github.stockroom.rest.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The header field {@code Forwarded} (RFC 7239). Reads each character once. More lenient than the RFC in one thing: a
 * colon and brackets are accepted outside quotes too, because some proxies write {@code host=shop.example:8443}.
 */
final class ForwardedHeader {

    private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~:[]";

    /** One proxy's part. */
    static final class Element {

        private @Nullable String node;
        private @Nullable String proto;
        private @Nullable String host;

        /** The client of that proxy: an address, an obfuscated identifier or {@code unknown}. */
        @Nullable
        String node() {
            return node;
        }

        @Nullable
        String proto() {
            return proto;
        }

        @Nullable
        String host() {
            return host;
        }

        /** @return false when the parameter was there before */
        private boolean add(String name, String value) {
            switch (name) {
                case "for" -> {
                    boolean first = node == null;
                    node = value;
                    return first;
                }
                case "proto" -> {
                    boolean first = proto == null;
                    proto = value;
                    return first;
                }
                case "host" -> {
                    boolean first = host == null;
                    host = value;
                    return first;
                }
                default -> {
                    return true; // by, and extensions
                }
            }
        }
    }

    private final String line;
    private int at;

    private ForwardedHeader(String line) {
        this.line = line;
    }

    /**
     * The elements of one header line, in their order.
     *
     * @return empty when the line is malformed
     */
    static List<Element> elements(String line) {
        return new ForwardedHeader(line).read();
    }

    private List<Element> read() {
        List<Element> elements = new ArrayList<>();
        Element element = new Element();
        boolean filled = false;
        while (true) {
            skipBlanks();
            if (at < line.length() && line.charAt(at) != ',' && line.charAt(at) != ';') {
                if (!readPair(element)) {
                    return List.of();
                }
                filled = true;
                skipBlanks();
            }
            boolean ended = at == line.length();
            if (!ended && line.charAt(at) != ',' && line.charAt(at) != ';') {
                return List.of();
            }
            if ((ended || line.charAt(at) == ',') && filled) {
                elements.add(element);
                element = new Element();
                filled = false;
            }
            if (ended) {
                return elements;
            }
            at++;
        }
    }

    private boolean readPair(Element element) {
        String name = token().toLowerCase(Locale.ROOT);
        if (name.isEmpty() || at == line.length() || line.charAt(at) != '=') {
            return false;
        }
        at++;
        String value = at < line.length() && line.charAt(at) == '"' ? quoted() : token();
        return value != null && !value.isEmpty() && element.add(name, value);
    }

    private String token() {
        int start = at;
        while (at < line.length() && isTokenCharacter(line.charAt(at))) {
            at++;
        }
        return line.substring(start, at);
    }

    /** @return null when the closing quote is missing */
    private @Nullable String quoted() {
        var value = new StringBuilder();
        for (at++; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '"') {
                at++;
                return value.toString();
            }
            if (c == '\\' && ++at == line.length()) {
                return null;
            }
            value.append(line.charAt(at));
        }
        return null;
    }

    private void skipBlanks() {
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
    }

    private static boolean isTokenCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || TOKEN_SYMBOLS.indexOf(c) >= 0;
    }
}
