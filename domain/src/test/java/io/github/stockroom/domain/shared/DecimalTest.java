package io.github.stockroom.domain.shared;

import static io.github.stockroom.domain.shared.Violations.codesOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {

    @ParameterizedTest
    @CsvSource({
        "12.50, 12.50",
        "12.5, 12.50",
        "12, 12.00",
        "12., 12.00",
        "+1e1, 10.00",
        "125e-1, 12.50",
        "12.500000, 12.50",
        "-0, 0.00",
        "-0.00, 0.00",
        "0e999999999, 0.00",
        "' 7 ', 7.00",
        "00012, 12.00",
        "-99999999.99, -99999999.99",
        "99999999.99, 99999999.99"
    })
    void keepsTheValueAndShowsEveryDecimalPlace(String text, String stored) {
        assertThat(fitted(text)).isEqualTo(new BigDecimal(stored));
    }

    @ParameterizedTest
    @CsvSource({
        "12.505, max_decimal_places",
        "1e-3, max_decimal_places",
        "1e-999999999, max_decimal_places",
        "100000000, max_whole_digits",
        "-100000000, max_whole_digits",
        "1e400, max_whole_digits",
        "1e999999999, max_whole_digits"
    })
    void refusesWhatDoesNotFitAndNeverRounds(String text, String code) {
        assertThat(codesOf(() -> fitted(text))).containsExactly(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "1,5",
                ".5",
                "1e",
                "1e1.5",
                "1e9999999999",
                "0x1",
                "NaN",
                "Infinity",
                "--1",
                "1 2",
                "١"
            })
    void refusesWhatIsNoNumber(String text) {
        assertThat(codesOf(() -> Decimal.parse(text))).containsExactly("invalid");
    }

    @Test
    void refusesTextThatIsTooLongToBeANumber() {
        assertThat(codesOf(() -> Decimal.parse("1".repeat(1_101)))).containsExactly("max_string_length");
        assertThat(Decimal.parse("1".repeat(1_100))).isPositive();
    }

    @Test
    void makesEqualNumbersEqualObjectsForComparisons() {
        assertThat(comparable("1.1")).isEqualTo(comparable("1.10")).isEqualTo(new BigDecimal("1.10"));
        assertThat(comparable("1.105")).isEqualTo(new BigDecimal("1.105"));
        assertThat(comparable("1e999")).isEqualByComparingTo(new BigDecimal("1e999"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1000", "1e999999999", "1e-1001", "1e-999999999"})
    void refusesOperandsThatNoStoreCompares(String text) {
        assertThat(codesOf(() -> comparable(text))).containsExactly("invalid");
    }

    private static BigDecimal fitted(String text) {
        return Decimal.fitted(10, 2, Decimal.parse(text));
    }

    private static BigDecimal comparable(String text) {
        return Decimal.comparable(2, Decimal.parse(text));
    }

    @Test
    void comparesNumbersOfAsManyDigitsAsDatabasesKeep() {
        BigDecimal small = BigDecimal.ONE.movePointLeft(Decimal.MAX_PRECISION);
        BigDecimal large = BigDecimal.TEN.pow(Decimal.MAX_PRECISION - 1);

        assertThat(Decimal.comparable(2, small)).isEqualTo(small);
        assertThat(Decimal.comparable(2, large)).isEqualByComparingTo(large);
        assertThat(codesOf(() -> Decimal.comparable(2, small.movePointLeft(1)))).containsExactly("invalid");
        assertThat(codesOf(() -> Decimal.comparable(2, large.movePointRight(1))))
                .containsExactly("invalid");
    }
}
