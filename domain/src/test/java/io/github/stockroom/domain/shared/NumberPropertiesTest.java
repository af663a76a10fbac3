package io.github.stockroom.domain.shared;

import static io.github.stockroom.domain.shared.Generated.anyString;
import static io.github.stockroom.domain.shared.Generated.decimal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.longs;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** Properties of {@link WholeNumber}, {@link Decimal} and {@link Timestamp} that hold for every value. */
class NumberPropertiesTest {

    private static final BigDecimal MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    @Test
    void readsAWholeNumberInEverySpelling() {
        qt().forAll(longs().all(), integers().between(0, 30)).checkAssert((number, zeros) -> {
            BigDecimal exact = BigDecimal.valueOf(number);
            assertThat(WholeNumber.parse(Long.toString(number))).isEqualTo(number);
            assertThat(WholeNumber.parse(" " + exact.setScale(zeros).toPlainString() + " "))
                    .isEqualTo(number);
            assertThat(WholeNumber.parse(exact.movePointLeft(zeros).toPlainString() + "e" + zeros))
                    .isEqualTo(number);
        });
    }

    @Test
    void readsNoWholeNumberFromAFractionAndTheNearestFromOneOutOfRange() {
        qt().forAll(decimal()).checkAssert(number -> {
            if (number.compareTo(MIN) < 0) {
                assertThat(WholeNumber.parse(number.toString())).isEqualTo(Long.MIN_VALUE);
            } else if (number.compareTo(MAX) > 0) {
                assertThat(WholeNumber.parse(number.toString())).isEqualTo(Long.MAX_VALUE);
            } else if (number.stripTrailingZeros().scale() > 0) {
                assertThatExceptionOfType(ValidationException.class)
                        .isThrownBy(() -> WholeNumber.parse(number.toString()));
            } else {
                assertThat(WholeNumber.parse(number.toString())).isEqualTo(number.longValueExact());
            }
        });
    }

    @Test
    void readingNeverFailsOtherwise() {
        qt().forAll(anyString()).checkAssert(text -> {
            assertReadOrRefused(() -> WholeNumber.parse(text));
            assertReadOrRefused(() -> Decimal.parse(text));
            assertReadOrRefused(() -> Timestamp.parse(text));
        });
    }

    @Test
    void decimalsKeepTheirValue() {
        qt().forAll(decimal())
                .checkAssert(
                        number -> assertThat(Decimal.parse(number.toString())).isEqualByComparingTo(number));
    }

    @Test
    void fittedDecimalsKeepTheirValueAndHaveThePlacesOfTheField() {
        qt().forAll(decimal(), integers().between(1, 40), integers().between(0, 20))
                .checkAssert((number, whole, scale) -> {
                    BigDecimal limit = BigDecimal.TEN.pow(whole);
                    boolean fits = number.stripTrailingZeros().scale() <= scale
                            && number.abs().compareTo(limit) < 0;
                    if (fits) {
                        BigDecimal fitted = Decimal.fitted(whole + scale, scale, number);
                        assertThat(fitted).isEqualByComparingTo(number);
                        assertThat(fitted.scale()).isEqualTo(scale);
                    } else {
                        assertThatExceptionOfType(ValidationException.class)
                                .isThrownBy(() -> Decimal.fitted(whole + scale, scale, number));
                    }
                });
    }

    @Test
    void equalDecimalsBecomeEqualObjectsForComparisons() {
        qt().forAll(decimal(), integers().between(0, 10), integers().between(0, 10))
                .checkAssert((number, scale, zeros) -> {
                    BigDecimal comparable = Decimal.comparable(scale, number);
                    assertThat(comparable).isEqualByComparingTo(number);
                    assertThat(Decimal.comparable(scale, number.setScale(number.scale() + zeros)))
                            .isEqualTo(comparable);
                });
    }

    @Test
    void timesAreReadAsTheyAreWrittenToTheMicrosecond() {
        long first = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
        long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        qt().forAll(
                        longs().between(first, last),
                        integers().between(0, 999_999_999),
                        integers().between(-18, 18))
                .checkAssert((seconds, nanos, hours) -> {
                    Instant time = Instant.ofEpochSecond(seconds, nanos);
                    Instant stored = time.truncatedTo(ChronoUnit.MICROS);
                    assertThat(Timestamp.stored(time)).isEqualTo(stored);
                    assertThat(Timestamp.parse(Timestamp.format(time))).isEqualTo(stored);
                    String elsewhere = time.atOffset(ZoneOffset.ofHours(hours)).toString();
                    if (elsewhere.matches("[0-9]{4}-.*") && !elsewhere.startsWith("0000")) {
                        assertThat(Timestamp.parse(elsewhere)).isEqualTo(stored);
                    }
                });
    }

    private static void assertReadOrRefused(Runnable reading) {
        try {
            reading.run();
        } catch (ValidationException e) {
            assertThat(e.violations()).isNotEmpty();
        }
    }
}
