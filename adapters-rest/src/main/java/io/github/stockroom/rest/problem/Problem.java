package io.github.stockroom.rest.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error as the client sees it (RFC 9457). Immutable.
 *
 * @param type a URI; {@code urn:problem:stockroom:<code>} unless a registry has one
 * @param code stable; programs decide by it
 * @param detail one sentence for people, always text because old front ends show it as it is
 * @param errors every single failure, at most {@value #MAX_ERRORS}
 * @param members further members, for compatibility with the systems that this service replaced
 * @param headers header fields that go with the answer
 */
public record Problem(
        int status,
        String type,
        String title,
        String code,
        String detail,
        List<ProblemError> errors,
        Map<String, Object> members,
        Map<String, String> headers) {

    public static final int MAX_ERRORS = 100;

    private static final String URN = "urn:problem:stockroom:";

    public Problem {
        errors = List.copyOf(errors.size() > MAX_ERRORS ? errors.subList(0, MAX_ERRORS) : errors);
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        headers = Map.copyOf(headers);
    }

    public static Problem of(int status, String code, String title, String detail) {
        return new Problem(status, URN + code, title, code, detail, List.of(), Map.of(), Map.of());
    }

    public static Problem badRequest(String code, String title, String detail) {
        return of(400, code, title, detail);
    }

    public Problem withType(String newType) {
        return new Problem(status, newType, title, code, detail, errors, members, headers);
    }

    public Problem withErrors(List<ProblemError> newErrors) {
        return new Problem(status, type, title, code, detail, newErrors, members, headers);
    }

    public Problem withMember(String name, Object value) {
        return new Problem(status, type, title, code, detail, errors, plus(members, name, value), headers);
    }

    /** Adds a header field; none if there is no value. */
    public Problem withHeader(String name, @Nullable String value) {
        return value == null
                ? this
                : new Problem(status, type, title, code, detail, errors, members, plus(headers, name, value));
    }

    /** This problem, ready to be thrown. */
    public ProblemException exception() {
        return new ProblemException(this);
    }

    private static <V> Map<String, V> plus(Map<String, V> map, String key, V value) {
        Map<String, V> more = new LinkedHashMap<>(map);
        more.put(key, value);
        return more;
    }
}
