package io.github.stockroom.rest.problem;

import io.github.stockroom.domain.shared.Violation;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/**
 * One entry of a problem's {@code errors}.
 *
 * @param source what {@code location} is: {@code pointer} into the body (RFC 6901, as URI fragment), {@code parameter}
 *     or {@code header}
 * @param line of the body, from 1; 0 where lines mean nothing
 */
public record ProblemError(
        String source, String location, long line, String code, String detail, Map<String, Object> params) {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    public static ProblemError inBody(Violation violation) {
        String pointer = "#/" + escaped(violation.field());
        return new ProblemError("pointer", pointer, 0, violation.code(), violation.message(), violation.params());
    }

    /** In one record of many; the violation may be one of the whole record. */
    public static ProblemError inRow(long index, Violation violation) {
        String member = violation.field().isEmpty() ? "" : "/" + escaped(violation.field());
        return new ProblemError(
                "pointer", "#/" + index + member, 0, violation.code(), violation.message(), violation.params());
    }

    public ProblemError atLine(long number) {
        return new ProblemError(source, location, number, code, detail, params);
    }

    public static ProblemError inParameter(String parameter, Violation violation) {
        return new ProblemError("parameter", parameter, 0, violation.code(), violation.message(), violation.params());
    }

    public static ProblemError inHeader(String header, String code, String detail) {
        return new ProblemError("header", header, 0, code, detail, Map.of());
    }

    /** A reference token of a JSON pointer, percent-encoded as the fragment of a URI (RFC 6901, 6). */
    private static String escaped(String name) {
        String token = name.replace("~", "~0").replace("/", "~1");
        var fragment = new StringBuilder(token.length());
        for (byte octet : token.getBytes(StandardCharsets.UTF_8)) {
            if (mayBeInFragment(octet)) {
                fragment.append((char) octet);
            } else {
                fragment.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return fragment.toString();
    }

    private static boolean mayBeInFragment(byte octet) {
        return octet >= 'a' && octet <= 'z'
                || octet >= 'A' && octet <= 'Z'
                || octet >= '0' && octet <= '9'
                || octet > 0 && "-._~!$&'()*+,;=:@?/".indexOf(octet) >= 0;
    }
}
