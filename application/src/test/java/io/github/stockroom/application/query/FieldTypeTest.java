package io.github.stockroom.application.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.stockroom.domain.shared.ValidationException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class FieldTypeTest {

    static final List<Arguments> VALUES = List.of(
            Arguments.of(FieldType.WHOLE_NUMBER, Long.MIN_VALUE, "-9223372036854775808"),
            Arguments.of(FieldType.TEXT, " a 😀", " a 😀"),
            Arguments.of(FieldType.UNIQUE_ID, new UUID(10, -1), "00000000-0000-000a-ffff-ffffffffffff"),
            Arguments.of(FieldType.TIMESTAMP, Instant.EPOCH, "1970-01-01T00:00:00.000000Z"),
            Arguments.of(FieldType.decimal(2), new BigDecimal("12.50"), "12.50"),
            Arguments.of(FieldType.decimal(10), new BigDecimal("0.0000000001"), "0.0000000001"),
            Arguments.of(FieldType.TRUTH, true, "true"),
            Arguments.of(FieldType.TRUTH, false, "false"),
            Arguments.of(FieldType.DAY, LocalDate.of(1, 2, 3), "0001-02-03"),
            Arguments.of(FieldType.choice(List.of("a", "b")), "b", "b"));

    @ParameterizedTest
    @FieldSource("VALUES")
    void readsWhatItWrites(FieldType<?> type, Object value, String text) {
        assertThat(type.format(value)).isEqualTo(text);
        assertThat(type.parse(text)).isEqualTo(value);
    }

    @Test
    void ordersUniqueIdsAsText() {
        Random random = new Random(42);
        List<UUID> ids = Stream.concat(
                        Stream.of(0L, 1L, -1L, Long.MAX_VALUE, Long.MIN_VALUE)
                                .flatMap(high -> Stream.of(0L, 1L, -1L, Long.MAX_VALUE, Long.MIN_VALUE)
                                        .map(low -> new UUID(high, low))),
                        Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()))
                                .limit(100))
                .toList();

        for (UUID a : ids) {
            for (UUID b : ids) {
                assertThat(Integer.signum(FieldType.UNIQUE_ID.compare(a, b)))
                        .isEqualTo(Integer.signum(a.toString().compareTo(b.toString())));
            }
        }
    }

    @Test
    void refusesOperandsThatAreNoChoice() {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> FieldType.choice(List.of("a")).parse("b"));
    }

    @Test
    void ordersTimestampsByTime() {
        assertThat(FieldType.TIMESTAMP.compare(Instant.EPOCH.minusNanos(1_000), Instant.EPOCH))
                .isNegative();
    }

    @Test
    void refusesTimesThatNoStoreCanHold() {
        Instant tooLate = Instant.parse("+10000-01-01T00:00:00Z");
        Instant tooEarly = Instant.parse("0000-12-31T23:59:59Z");

        assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> FieldType.TIMESTAMP.stored(tooLate));
        assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> FieldType.TIMESTAMP.stored(tooEarly));
    }
}
