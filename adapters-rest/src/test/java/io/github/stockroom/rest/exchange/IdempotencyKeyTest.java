package io.github.stockroom.rest.exchange;

import static io.github.stockroom.rest.ProblemAssertions.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class IdempotencyKeyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"k-1 | k-1", "\"k-1\" | k-1", "\"a\\\"b\\\\c\" | a\"b\\c", "a\\b | a\\b", "' \"k\" ' | k"})
    void readsBareAndQuotedKeys(String value, String key) {
        assertThat(IdempotencyKey.parse(value)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\"\"",
                "\"",
                "\"k",
                "k\"",
                "\"k\"x",
                "\"k\" \"l\"",
                "a b",
                "\"a b\"",
                "\"\\k\"",
                "\"\\",
                "k\u00e4"
            })
    void refusesWhatIsNoKey(String value) {
        assertThat(IdempotencyKey.parse(value)).isNull();
    }

    @Test
    void refusesKeysOfAnyGreaterLength() {
        assertThat(IdempotencyKey.parse("k".repeat(255))).hasSize(255);
        assertThat(IdempotencyKey.parse("\"" + "\\\\".repeat(255) + "\"")).hasSize(255);
        for (int length : new int[] {256, 3_000, 1_000_000}) {
            assertThat(IdempotencyKey.parse("k".repeat(length))).isNull();
            assertThat(IdempotencyKey.parse("\"" + "k".repeat(length) + "\"")).isNull();
            assertThat(IdempotencyKey.parse("\"" + "\\\"".repeat(length) + "\""))
                    .isNull();
        }
    }

    @Test
    void refusesAKeyThatIsGivenTwice() {
        var request = new MockHttpServletRequest("POST", "/api-keys");
        request.addHeader(IdempotencyKey.HEADER, "k");
        request.addHeader(IdempotencyKey.HEADER, "k");
        assertThat(codeOf(() -> IdempotencyKey.of(request))).isEqualTo("invalid-header");
    }
}
