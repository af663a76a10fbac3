package io.github.stockroom.rest.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemJsonTest {

    private static final Violation BELOW =
            Violation.of("min_value", "Too small.", "min", 0).at("price");

    @Test
    void hasMessagesUnderTheFieldsOwnNames() {
        assertThat(json(Problems.validation(400, new ValidationException(BELOW))))
                .isEqualTo(
                        "{\"type\":\"urn:problem:stockroom:validation\",\"title\":\"Validation failed\",\"status\":400,"
                                + "\"detail\":\"1 field is not valid.\",\"instance\":\"/x\",\"code\":\"validation\","
                                + "\"requestId\":\"r\",\"errors\":[{\"pointer\":\"#/price\",\"code\":\"min_value\","
                                + "\"detail\":\"Too small.\",\"params\":{\"min\":0}}],\"price\":[\"Too small.\"],"
                                + "\"message\":\"1 field is not valid.\"}");
    }

    @Test
    void fieldsWithReservedNamesHaveTheirMessagesInErrorsOnly() {
        for (String name :
                List.of("type", "title", "status", "detail", "instance", "code", "requestId", "errors", "message")) {
            Problem problem = Problems.validation(400, new ValidationException(BELOW.at(name)));
            assertThat(problem.members()).isEmpty();
            assertThat(json(problem)).contains("\"pointer\":\"#/" + name + "\"");
        }
    }

    @Test
    void hasAtMostAHundredErrors() {
        Problem problem = Problems.validation(400, new ValidationException(Collections.nCopies(150, BELOW)));
        assertThat(problem.errors()).hasSize(100);
    }

    @Test
    void pointersAreEscaped() {
        assertThat(ProblemError.inBody(BELOW.at("a/b~c")).location()).isEqualTo("#/a~1b~0c");
    }

    private static String json(Problem problem) {
        return new String(ProblemJson.write(problem, "/x", "r"), UTF_8);
    }
}
