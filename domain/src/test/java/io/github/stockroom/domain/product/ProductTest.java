package io.github.stockroom.domain.product;

import static io.github.stockroom.domain.shared.Violations.codesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductTest {

    private static final ProductDetails PEAR = new ProductDetails(new ProductName("Pear"), new Price(9));
    private static final ProductDetails FIG = new ProductDetails(new ProductName("Fig"), new Price(7));

    @ParameterizedTest
    @ValueSource(strings = {"Pear", "  Pear  ", "\u00a0Pear\t"})
    void nameIsTrimmed(String raw) {
        assertThat(new ProductName(raw)).isEqualTo(new ProductName("Pear")).hasToString("Pear");
    }

    @Test
    void nameHasAtMostTwoHundredCodePoints() {
        assertThat(new ProductName("😀".repeat(200)).value()).hasSize(400);
        assertThat(codesOf(() -> new ProductName("😀".repeat(201)))).containsExactly("max_length");
    }

    @Test
    void nameIsNotBlank() {
        assertThat(codesOf(() -> new ProductName(" \u00a0 "))).containsExactly("blank");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2_147_483_647})
    void priceIsAPositiveIntOrNothing(long value) {
        assertThat(new Price(value).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, min_value",
        "-9223372036854775808, min_value",
        "2147483648, max_value",
        "9223372036854775807, max_value"
    })
    void priceOutsideItsRangeIsRefused(long value, String code) {
        assertThat(codesOf(() -> new Price(value))).containsExactly(code);
    }

    @Test
    void pricesCompareByValue() {
        assertThat(new Price(9)).isGreaterThan(new Price(7)).isEqualByComparingTo(new Price(9));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void idsAndVersionsStartAtOne(long value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ProductId(value));
        assertThatIllegalArgumentException().isThrownBy(() -> new Product(new ProductId(1), value, PEAR));
    }

    @Test
    void otherDetailsLeaveIdAndVersion() {
        Product pear = new Product(new ProductId(5), 3, PEAR);

        assertThat(pear.with(FIG)).isEqualTo(new Product(new ProductId(5), 3, FIG));
        assertThat(pear.with(FIG).name()).hasToString("Fig");
        assertThat(pear.with(FIG).price()).isEqualTo(new Price(7));
    }
}
