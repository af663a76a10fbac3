package io.github.stockroom.domain.shared;

import static io.github.stockroom.domain.shared.Violations.codesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10) // 1e999999999 must not be written out
class WholeNumberTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "1,1",
                "1.0,1",
                "1.,1",
                "1e2,100",
                "1E2,100",
                "1.5e1,15",
                "100e-2,1",
                "1.50e+1,15",
                " 7 ,7",
                "\u00a07\u3000,7",
                "+7,7",
                "-7,-7",
                "-0,0",
                "-0.0,0",
                "0e999999999,0",
                "0e-999999999,0",
                "007,7",
                "000000000000000000000000000007,7",
                "2147483648,2147483648",
                "9223372036854775807,9223372036854775807",
                "-9223372036854775808,-9223372036854775808"
            })
    void readsWholeNumbersHoweverWritten(String text, long number) {
        assertThat(WholeNumber.parse(text)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1.5",
                "1e-1",
                "15e-1",
                "1e-999999999",
                "0.1",
                ".5",
                ".",
                "-",
                "+",
                "e1",
                "1e",
                "1e+",
                "1 2",
                "1,000",
                "0x1",
                "1f",
                "1L",
                "1_000",
                "NaN",
                "Infinity",
                "true",
                "null",
                "--1",
                "+-1",
                "\u0661",
                "\uff11",
                "½"
            })
    void refusesEverythingElse(String text) {
        assertThat(codesOf(() -> WholeNumber.parse(text))).containsExactly("invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "12345678901234567890", "1e19", "1e999999999", "9.9e99"})
    void tooLargeNumbersBecomeTheLargest(String text) {
        assertThat(WholeNumber.parse(text)).isEqualTo(Long.MAX_VALUE);
        assertThat(WholeNumber.parse("-" + text)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void readsTextOfAThousandCharactersAndNoLonger() {
        assertThat(WholeNumber.parse("0".repeat(999) + "7")).isEqualTo(7);
        assertThat(WholeNumber.parse("9".repeat(1_000))).isEqualTo(Long.MAX_VALUE);
        assertThat(codesOf(() -> WholeNumber.parse("9".repeat(1_001)))).containsExactly("max_string_length");
    }

    static LongStream everyLength() {
        return LongStream.iterate(1, n -> n > 0, n -> n * 7).flatMap(n -> LongStream.of(n, -n, n - 1, 1 - n));
    }

    @ParameterizedTest
    @MethodSource("everyLength")
    void readsBackWhatItWouldWrite(long number) {
        assertThat(WholeNumber.parse(Long.toString(number))).isEqualTo(number);
        assertThat(WholeNumber.parse(number + ".000")).isEqualTo(number);
        assertThat(WholeNumber.parse(number + "000e-3")).isEqualTo(number);
        assertThat(codesOf(() -> WholeNumber.parse(number + ".001"))).containsExactly("invalid");
    }

    @Test
    void rangesIncludeBothEnds() {
        assertThat(WholeNumber.between(3, 5, 3)).isEqualTo(3);
        assertThat(WholeNumber.between(3, 5, 5)).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"2, min_value, min, 3", "6, max_value, max, 5"})
    void numbersOutsideARangeAreRefused(long number, String code, String param, long bound) {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> WholeNumber.between(3, 5, number))
                .satisfies(e -> assertThat(e.violations()).singleElement().satisfies(violation -> {
                    assertThat(violation.code()).isEqualTo(code);
                    assertThat(violation.params()).containsEntry(param, bound);
                }));
    }

    @Test
    void digitsAreThoseOfAscii() {
        assertThat(WholeNumber.isDigits("0123456789")).isTrue();
        assertThat(WholeNumber.isDigits("0")).isTrue();
        assertThat(WholeNumber.isDigits("9")).isTrue();
        for (String text : new String[] {"", "/", ":", "1a", "-1", "\u0661"}) {
            assertThat(WholeNumber.isDigits(text)).as(text).isFalse();
        }
    }
}
