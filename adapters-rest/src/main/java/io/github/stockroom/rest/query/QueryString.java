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
import java.util.stream.Collectors;
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
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .findFirst();
    }

    /** The same parameters but these. */
    public QueryString without(Set<String> names) {
        return new QueryString(parameters.stream()
                .filter(parameter -> !names.contains(parameter.name()))
                .toList());
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
        return parameters.isEmpty()
                ? ""
                : parameters.stream()
                        .map(p -> encode(p.name()) + "=" + encode(p.value()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decode(String text) {
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
