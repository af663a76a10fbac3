package io.github.stockroom.rest.query;

import io.github.stockroom.rest.problem.ProblemException;
import io.github.stockroom.rest.problem.Problems;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query string, in order, decoded as forms are but strictly: the servlet API and Spring replace what is
 * not UTF-8, which would search for something else than the client asked for.
 */
public record QueryString(List<Parameter> parameters) {

    /** A decoded parameter. */
    public record Parameter(String name, String value) {}

    private static final QueryString EMPTY = new QueryString(List.of());

    public QueryString {
        parameters = List.copyOf(parameters);
    }

    /** @throws ProblemException 400 {@code bad-encoding} */
    public static QueryString parse(@Nullable String raw) {
        if (raw == null || raw.isEmpty()) {
            return EMPTY;
        }
        List<Parameter> parameters = new ArrayList<>();
        for (String pair : raw.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters.add(new Parameter(decode(name), decode(value)));
            }
        }
        return new QueryString(parameters);
    }

    /** The first value of a parameter; empty when it is not there. */
    public Optional<String> first(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.name().equals(name)) {
                return Optional.of(parameter.value());
            }
        }
        return Optional.empty();
    }

    /** The same parameters but these. */
    public QueryString without(Set<String> names) {
        List<Parameter> others = new ArrayList<>(parameters.size() + 1);
        for (Parameter parameter : parameters) {
            if (!names.contains(parameter.name())) {
                others.add(parameter);
            }
        }
        return others.size() == parameters.size() ? this : new QueryString(others);
    }

    /** With one more at the end. */
    public QueryString with(String name, String value) {
        List<Parameter> more = new ArrayList<>(parameters);
        more.add(new Parameter(name, value));
        return new QueryString(more);
    }

    /** Encoded, with a question mark in front unless there is nothing. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (Parameter parameter : parameters) {
            text.append(text.isEmpty() ? '?' : '&')
                    .append(encode(parameter.name()))
                    .append('=')
                    .append(encode(parameter.value()));
        }
        return text.toString();
    }

    private static String encode(String text) {
        return isUnreserved(text)
                ? text
                : URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** As most names, numbers and cursors are. */
    private static boolean isUnreserved(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letterOrDigit && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }

    private static String decode(String text) {
        if (isPlain(text)) {
            return text;
        }
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '+') {
                bytes.write(' ');
            } else if (c == '%') {
                bytes.write(octet(text, i + 1));
                i += 2;
            } else if (c == '\uFFFD') {
                throw badEncoding(); // what the server makes of raw bytes that are not UTF-8
            } else {
                int next = text.offsetByCodePoints(i, 1);
                bytes.writeBytes(text.substring(i, next).getBytes(StandardCharsets.UTF_8));
                i = next - 1;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw badEncoding();
        }
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || c == '%' || c == '+') {
                return false;
            }
        }
        return true;
    }

    private static int octet(String text, int start) {
        int high = start < text.length() ? Character.digit(text.charAt(start), 16) : -1;
        int low = start + 1 < text.length() ? Character.digit(text.charAt(start + 1), 16) : -1;
        if (high < 0 || low < 0) {
            throw badEncoding();
        }
        return high << 4 | low;
    }

    private static ProblemException badEncoding() {
        return Problems.badEncoding("The query").exception();
    }
}
