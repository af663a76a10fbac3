package io.github.stockroom.rest.exchange;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The {@code Prefer} header (RFC 7240). What is not known is passed over, as the RFC asks; the first of a kind counts.
 */
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

    /** Names of the constants above. Other names are not kept: there may be thousands. */
    private static final Set<String> KNOWN = Set.of("return", "count", "handling");

    private final Map<String, String> wanted = new HashMap<>();

    Preferences(HttpServletRequest request) {
        if (request.getHeader("Prefer") != null) {
            request.getHeaders("Prefer").asIterator().forEachRemaining(this::add);
        }
    }

    private Preferences() {}

    /** Reads one field value. */
    static Preferences parse(CharSequence value) {
        var preferences = new Preferences();
        preferences.add(value);
        return preferences;
    }

    private void add(CharSequence value) {
        var scanner = new FieldScanner(value);
        while (!scanner.isAtEnd()) {
            String name = scanner.until(",;=").strip().toLowerCase(Locale.ROOT);
            String meaning = scanner.skip('=') ? word(scanner).toLowerCase(Locale.ROOT) : "";
            if (KNOWN.contains(name)) {
                wanted.putIfAbsent(name, name + "=" + meaning);
            }
            skipParameters(scanner);
        }
    }

    /** Reads a token or a quoted string. */
    private static String word(FieldScanner scanner) {
        scanner.skipWhitespace();
        return scanner.skip('"') ? scanner.quoted() : scanner.until(",;").strip();
    }

    /** Passes over what follows, up to the next preference; commas in quotes end nothing. */
    private static void skipParameters(FieldScanner scanner) {
        while (!scanner.isAtEnd() && !scanner.skip(',')) {
            scanner.until(",\"");
            if (scanner.skip('"')) {
                scanner.quoted();
            }
        }
    }

    /** Returns true if the client asked for this, one of the constants here. */
    boolean has(String preference) {
        return wanted.containsValue(preference);
    }
}
