package io.github.stockroom.rest.problem;

import io.github.stockroom.domain.shared.Violation;
import java.util.Map;

/**
 * One entry of a problem's {@code errors}.
 *
 * @param source what {@code location} is: {@code pointer} into the body (RFC 6901, as URI fragment), {@code parameter} or
 *     {@code header}
 */
public record ProblemError(String source, String location, String code, String detail, Map<String, Object> params) {

    public static ProblemError inBody(Violation violation) {
        String pointer = "#/" + violation.field().replace("~", "~0").replace("/", "~1");
        return new ProblemError("pointer", pointer, violation.code(), violation.message(), violation.params());
    }

    public static ProblemError inParameter(String parameter, Violation violation) {
        return new ProblemError("parameter", parameter, violation.code(), violation.message(), violation.params());
    }

    public static ProblemError inHeader(String header, String code, String detail) {
        return new ProblemError("header", header, code, detail, Map.of());
    }
}
