package io.github.stockroom.domain.product;

import static io.github.stockroom.domain.shared.Violations.codesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductTest {

    private static final ProductDetails FIRST = new ProductDetails(new ProductName("Product 1"), new Price(0));
    private static final ProductDetails SECOND = new ProductDetails(new ProductName("Product 2"), new Price(1));

    @ParameterizedTest
    @ValueSource(strings = {"A", "  A  ", "\u00a0A\t"})
    void nameIsTrimmed(String raw) {
        assertThat(new ProductName(raw)).isEqualTo(new ProductName("A")).hasToString("A");
    }

    @Test
    void nameIsMeasuredInCodePoints() {
        String longest = "😀".repeat(ProductName.MAX_LENGTH);

        assertThat(new ProductName(longest).value()).isEqualTo(longest);
        assertThat(codesOf(() -> new ProductName(longest + "😀"))).containsExactly("max_length");
    }

    @Test
    void nameIsNotBlank() {
        assertThat(codesOf(() -> new ProductName(" \u00a0 "))).containsExactly("blank");
    }

    @ParameterizedTest
    @ValueSource(longs = {Price.MIN, Price.MAX})
    void priceReachesTheEndsOfItsRange(long value) {
        assertThat(new Price(value).value()).isEqualTo(value);
    }

    @Test
    void priceOutsideItsRangeIsRefused() {
        assertThat(codesOf(() -> new Price(Price.MIN - 1L))).containsExactly("min_value");
        assertThat(codesOf(() -> new Price(Price.MAX + 1L))).containsExactly("max_value");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void idsAndVersionsStartAtOne(long value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ProductId(value));
        assertThatIllegalArgumentException().isThrownBy(() -> new Product(new ProductId(1), value, FIRST));
    }

    @Test
    void otherDetailsLeaveIdAndVersion() {
        Product stored = new Product(new ProductId(5), 3, FIRST);

        assertThat(stored.with(SECOND)).isEqualTo(new Product(new ProductId(5), 3, SECOND));
        assertThat(stored.id()).hasToString("5");
    }
}
