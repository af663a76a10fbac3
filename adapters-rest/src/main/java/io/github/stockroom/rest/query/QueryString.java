package io.github.stockroom.rest.query;

import io.github.stockroom.domain.shared.Text;
import io.github.stockroom.rest.problem.Problem;
import io.github.stockroom.rest.problem.ProblemException;
import io.github.stockroom.rest.problem.Problems;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query string, in order, decoded as forms are but strictly: the servlet API and Spring replace
 * what is not UTF-8, which would search for something else than the client asked for.
 */
public record QueryString(List<Parameter> parameters) {

    /** A decoded parameter. */
    public record Parameter(String name, String value) {}

    /** The number of parameters that a query may have, unknown ones included, beside the values of lists. */
    public static final int MAX_PARAMETERS = 100;

    /** The number of further parameters that each bring a value of a list: as many as {@code id__in} takes. */
    private static final int MAX_LIST_VALUES = ListRequestParser.MAX_OPERANDS;

    private static final String LIST = "__in";

    private static final QueryString EMPTY = new QueryString(List.of());

    public QueryString {
        parameters = List.copyOf(parameters);
    }

    /**
     * @throws ProblemException 400 {@code bad-encoding}, or {@code too-many-parameters} beyond {@value #MAX_PARAMETERS}
     */
    public static QueryString parse(@Nullable String raw) {
        if (raw == null || raw.isEmpty()) {
            return EMPTY;
        }
        int[] others = {0};
        int[] listValues = {0};
        return parse(raw, name -> {
            int[] count = name.contains(LIST) ? listValues : others;
            count[0]++;
            if (count[0] > (count == others ? MAX_PARAMETERS : MAX_LIST_VALUES)) {
                throw tooManyParameters();
            }
        });
    }

    /**
     * Reads what is encoded like a query.
     *
     * @param onParameter called with the name of each parameter, as it is encoded, before the parameter is read; may
     *     throw where there are too many
     * @throws ProblemException 400 {@code bad-encoding}
     */
    public static QueryString parse(String raw, Consumer<String> onParameter) {
        List<Parameter> parameters = new ArrayList<>();
        int start = 0;
        while (start < raw.length()) {
            int ampersand = raw.indexOf('&', start);
            int end = ampersand < 0 ? raw.length() : ampersand;
            if (end > start) {
                int nameEnd = start;
                while (nameEnd < end && raw.charAt(nameEnd) != '=') {
                    nameEnd++;
                }
                String name = raw.substring(start, nameEnd);
                onParameter.accept(name);
                String value = nameEnd == end ? "" : raw.substring(nameEnd + 1, end);
                parameters.add(new Parameter(decode(name), decode(value)));
            }
            start = end + 1;
        }
        return new QueryString(parameters);
    }

    /**
     * Returns the first value of a parameter that is not blank, without white space at its ends; empty if there is
     * none.
     */
    public Optional<String> first(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.name().equals(name)) {
                String value = Text.trim(parameter.value());
                if (!value.isEmpty()) {
                    return Optional.of(value);
                }
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
        if (start + 1 >= text.length()
                || !HexFormat.isHexDigit(text.charAt(start))
                || !HexFormat.isHexDigit(text.charAt(start + 1))) {
            throw badEncoding();
        }
        return HexFormat.fromHexDigits(text, start, start + 2);
    }

    private static ProblemException tooManyParameters() {
        return Problem.badRequest(
                        "too-many-parameters",
                        "Too many parameters",
                        "A query may have " + MAX_PARAMETERS + " parameters.")
                .exception();
    }

    private static ProblemException badEncoding() {
        return Problems.badEncoding("The query").exception();
    }
}
