package io.github.stockroom.domain.car;

import static io.github.stockroom.domain.shared.Violations.codesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CarTest {

    private static final CarDetails FIAT =
            new CarDetails(new Brand("Fiat"), new ModelName("Panda"), new ModelYear(2018));
    private static final CarDetails SEAT =
            new CarDetails(new Brand("Seat"), new ModelName("Ibiza"), new ModelYear(2019));

    @ParameterizedTest
    @ValueSource(strings = {"Fiat", "  Fiat  ", "\u00a0Fiat\t"})
    void brandAndModelAreTrimmed(String raw) {
        assertThat(new Brand(raw)).isEqualTo(new Brand("Fiat")).hasToString("Fiat");
        assertThat(new ModelName(raw)).isEqualTo(new ModelName("Fiat")).hasToString("Fiat");
    }

    @Test
    void brandAndModelHaveAtMostFiftyCodePoints() {
        assertThat(new Brand("😀".repeat(50)).value()).hasSize(100);
        assertThat(new ModelName("😀".repeat(50)).value()).hasSize(100);
        assertThat(codesOf(() -> new Brand("😀".repeat(51)))).containsExactly("max_length");
        assertThat(codesOf(() -> new ModelName("😀".repeat(51)))).containsExactly("max_length");
    }

    @Test
    void brandAndModelAreNotBlank() {
        assertThat(codesOf(() -> new Brand(" \u00a0 "))).containsExactly("blank");
        assertThat(codesOf(() -> new ModelName(""))).containsExactly("blank");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2018, 9_999})
    void yearHasUpToFourDigits(long value) {
        assertThat(new ModelYear(value).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "0, min_value",
        "-1, min_value",
        "-9223372036854775808, min_value",
        "10000, max_value",
        "9223372036854775807, max_value"
    })
    void yearOutsideItsRangeIsRefused(long value, String code) {
        assertThat(codesOf(() -> new ModelYear(value))).containsExactly(code);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void idsAndVersionsStartAtOne(long value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CarId(value));
        assertThatIllegalArgumentException().isThrownBy(() -> new Car(new CarId(1), value, FIAT));
    }

    @Test
    void otherDetailsLeaveIdAndVersion() {
        Car fiat = new Car(new CarId(5), 3, FIAT);

        assertThat(fiat.with(SEAT)).isEqualTo(new Car(new CarId(5), 3, SEAT));
        assertThat(fiat.id()).hasToString("5");
    }

    @Test
    void idsAndVersionsStartAtOne() {
        CarDetails details = new CarDetails(new Brand("Fiat"), new ModelName("Panda"), new ModelYear(1980));

        assertThat(new Car(new CarId(1), 1, details).version()).isEqualTo(1);
    }
}
