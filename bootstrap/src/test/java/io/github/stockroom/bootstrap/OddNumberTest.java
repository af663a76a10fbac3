package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.stockroom.bootstrap.testing.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Odd values of whole numbers, for the resources that have a required one. */
class OddNumberTest extends OddCaseSuite {

    @BeforeEach
    void requireNumber() {
        assumeTrue(resource.hasNumber(), resource + " has no required whole number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.5",
                "1e-1",
                "\"\"",
                "\" \"",
                "\"1.5\"",
                "\"abc\"",
                "\"NaN\"",
                "\"0x10\"",
                "\"1,000\"",
                "\"\u0661\"",
                "true",
                "false",
                "[]",
                "[1]",
                "{}"
            })
    void refusesWhatIsNoInteger(String json) {
        assertRefused(resource.number(), json, "invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "100.0", "1e2", "1E+2", "1000e-1", "\"100\"", "\"100.0\"", "\"1e2\"", "\" 100 \""})
    void takesAnIntegerHoweverItIsWritten(String json) {
        Reply created = create(resource.bodyWith(resource.number(), json));
        assertThat(created.json().required(resource.number()).toString()).isEqualTo("100");
        assertThat(read(created.id()).text()).isEqualTo(created.text());
    }

    @Test
    void takesTheEndsOfTheRangeAndNothingBeyond() {
        for (long end : new long[] {resource.minNumber(), resource.maxNumber()}) {
            assertThat(create(resource.body("Apple", end))
                            .json()
                            .required(resource.number())
                            .longValue())
                    .isEqualTo(end);
        }
        JsonNode low = assertRefused(resource.number(), Long.toString(resource.minNumber() - 1), "min_value");
        assertThat(low.required("errors").required(0).required("params").toString())
                .isEqualTo("{\"min\":" + resource.minNumber() + "}");
        JsonNode high = assertRefused(resource.number(), Long.toString(resource.maxNumber() + 1), "max_value");
        assertThat(high.required("errors").required(0).required("params").toString())
                .isEqualTo("{\"max\":" + resource.maxNumber() + "}");
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775808, max_value",
        "-9223372036854775809, min_value",
        "1e400, max_value",
        "-1e999999999, min_value",
        "'\"99999999999999999999\"', max_value"
    })
    void refusesNumbersOfAnySizeByRange(String json, String code) {
        assertRefused(resource.number(), json, code);
    }

    @Test
    void refusesNumbersOfMoreThanAThousandDigits() {
        assertRefused(resource.number(), "9".repeat(1_000), "max_value");
        String body = resource.bodyWith(resource.number(), "9".repeat(1_001));
        assertProblem(http.post(resource.path(), body), 400, "malformed-json");
    }
}
