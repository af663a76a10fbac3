package io.github.stockroom.rest.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.rest.CountedText;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The work of the parsers of header fields grows with the length of the value: 16 KB of repetition cost 16 K steps and
 * not their square.
 */
class HeaderWorkTest {

    /** As many bytes as all header fields of a request may have. */
    private static final int LENGTH = 16 * 1024;

    private static final long LOOKS_PER_CHARACTER = 6;

    private static final Map<String, Consumer<CharSequence>> PARSERS = Map.of(
            "If-Match, If-None-Match", EntityTags::parse,
            "Idempotency-Key", IdempotencyKey::parse,
            "Prefer", Preferences::parse);

    private static final List<String> UNITS = List.of(
            "\t",
            " ",
            ",",
            ", ",
            "\"",
            "\\",
            "\\\"",
            "\\\\",
            "\"1\",",
            "\"1\"\t",
            "W",
            "W/",
            "W/\"\"",
            "a",
            "a=",
            "a=\"",
            "a=\"\\",
            "a=1;",
            "a;b=\"c\",",
            "=",
            ";",
            "*",
            "*,",
            "count=exact,",
            "\u00ff",
            "\"\t\",");

    private static final List<String> STARTS = List.of("", "x", "\"", "\"1\"", "W/\"", "a=\"", "a;");
    private static final List<String> ENDS = List.of("", "x", "\"");

    @ParameterizedTest
    @MethodSource("parsersAndUnits")
    void looksAtEachCharacterAFewTimes(String header, String unit) {
        for (String start : STARTS) {
            for (String end : ENDS) {
                var value = new CountedText(start + unit.repeat(LENGTH / unit.length()) + end);
                PARSERS.get(header).accept(value);
                assertThat(value.looks())
                        .as("%s: %s, many times %s, %s", header, start, unit, end)
                        .isLessThanOrEqualTo(LOOKS_PER_CHARACTER * value.length());
            }
        }
    }

    static Stream<Arguments> parsersAndUnits() {
        return PARSERS.keySet().stream().flatMap(header -> UNITS.stream().map(unit -> Arguments.of(header, unit)));
    }
}
