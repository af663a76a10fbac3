package io.github.stockroom.rest.json;

import static io.github.stockroom.rest.ProblemAssertions.codeOf;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReaderTest {

    @Test
    void readsTheMembersOfAnObject() {
        JsonObject object = read("\uFEFF {\"a\":\"x\",\"b\":1.50,\"c\":null,\"d\":[{\"e\":1}]} ");
        assertThat(object.names()).containsExactly("a", "b", "c", "d");
        assertThat(object.text("a")).isEqualTo("x");
        assertThat(object.text("b")).isEqualTo("1.50");
        assertThat(object.has("c")).isTrue();
        assertThat(object.has("e")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | empty-body",
                "` \n` | empty-body",
                "null | not-an-object",
                "[] | not-an-object",
                "\"a\" | not-an-object",
                "1 | not-an-object",
                "1 2 | malformed-json",
                "[1 | malformed-json",
                "{} {} | malformed-json",
                "{\"a\":1,} | malformed-json",
                "{\"a\":NaN} | malformed-json",
                "{'a':1} | malformed-json",
                "/**/{} | malformed-json",
                "{\"a\":1,\"a\":1} | duplicate-key",
                "{\"a\":1,\"\\u0061\":1} | duplicate-key",
                "{\"x\":[{\"a\":1,\"a\":2}]} | duplicate-key"
            })
    void refuses(String text, String code) {
        assertThat(codeOf(() -> read(text))).isEqualTo(code);
    }

    @Test
    void refusesMoreThan32Levels() {
        assertThat(read(nested(32)).names()).containsExactly("x");
        assertThat(codeOf(() -> read(nested(33)))).isEqualTo("too-deep");
        assertThat(codeOf(() -> read(nested(100_000)))).isEqualTo("too-deep");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        assertThat(codeOf(() -> JsonReader.object("{\"a\":\"\u00e4\"}".getBytes(ISO_8859_1), RecordLimits.DEFAULT)))
                .isEqualTo("bad-encoding");
        assertThat(codeOf(() -> JsonReader.object("{\"a\":1}".getBytes(UTF_16), RecordLimits.DEFAULT)))
                .isEqualTo("bad-encoding");
    }

    private static String nested(int levels) {
        return "{\"x\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}";
    }

    private static JsonObject read(String text) {
        return JsonReader.object(text.getBytes(UTF_8), RecordLimits.DEFAULT);
    }
}
