package io.github.stockroom.bootstrap.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Asserts the parts that all errors of the service have in common, and reads their details. */
public final class ProblemAssertions {

    private ProblemAssertions() {}

    /** A problem of this status and code. */
    public static JsonNode assertProblem(Reply reply, int status, String code) {
        JsonNode problem = assertProblem(reply, status);
        assertThat(problem.required("code").stringValue()).as(reply.toString()).isEqualTo(code);
        return problem;
    }

    /** A problem of this status, for where the contract names no code. */
    public static JsonNode assertProblem(Reply reply, int status) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.has("ETag")).as("an error has no entity tag").isFalse();
        assertCommonHeaders(reply);
        JsonNode problem = reply.json();
        for (String member : List.of("type", "title", "detail", "instance", "code", "requestId")) {
            assertThat(problem.path(member).isString())
                    .as(member + " of " + problem)
                    .isTrue();
        }
        assertThat(problem.required("type").stringValue())
                .matches("urn:problem:stockroom:[a-z_-]+|https://iana\\.org/.+");
        assertThat(problem.required("detail").stringValue()).isNotBlank();
        assertThat(problem.required("status").intValue()).isEqualTo(status);
        assertThat(problem.required("requestId").stringValue()).isEqualTo(reply.header("X-Request-Id"));
        if (reply.path() != null) {
            assertThat(problem.required("instance").stringValue()).isEqualTo(reply.path());
        }
        return problem;
    }

    /** The header fields of every response. */
    public static void assertCommonHeaders(Reply reply) {
        assertThat(reply.header("X-Request-Id")).matches("[A-Za-z0-9._-]{1,64}");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Cross-Origin-Resource-Policy")).isIn("cross-origin", "same-origin");
        assertThat(reply.header("Vary").split(", *")).contains("Accept", "Accept-Encoding", "Origin", "Prefer");
    }

    /** A 400 whose {@code errors} are exactly these, each written as {@code "#/price min_value"}. */
    public static JsonNode assertInvalid(Reply reply, String... errors) {
        JsonNode problem = assertProblem(reply, 400, "validation");
        assertThat(errors(problem, "pointer")).as(reply.toString()).containsExactly(errors);
        return problem;
    }

    /** The {@code errors} of a problem, each as {@code "limit invalid"}; all must name their place this way. */
    public static List<String> errors(JsonNode problem, String source) {
        return problem.required("errors")
                .valueStream()
                .map(error -> error.required(source).stringValue() + " "
                        + error.required("code").stringValue())
                .toList();
    }

    /** The lines that the {@code errors} of a problem name; all must name one. */
    public static List<Integer> lines(JsonNode problem) {
        return problem.required("errors")
                .valueStream()
                .map(error -> error.required("line").intValue())
                .toList();
    }
}
