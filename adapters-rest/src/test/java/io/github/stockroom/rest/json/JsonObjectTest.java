package io.github.stockroom.rest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonObjectTest {

    private static final Map<String, BiFunction<JsonObject, String, Object>> READERS = Map.of(
            "decimal", JsonObject::decimal,
            "truth", JsonObject::truth,
            "day", JsonObject::day,
            "timestamp", JsonObject::timestamp,
            "uniqueId", JsonObject::uniqueId,
            "recordNumber", JsonObject::recordNumber);

    @Test
    void readsEachTypeFromJsonAndFromText() {
        assertThat(read("decimal", "12.50")).isEqualTo(new BigDecimal("12.50"));
        assertThat(read("decimal", "\"12.50\"")).isEqualTo(new BigDecimal("12.50"));
        assertThat(read("decimal", "0.1000000000000000055511151231257827"))
                .isEqualTo(new BigDecimal("0.1000000000000000055511151231257827"));
        assertThat(read("truth", "true")).isEqualTo(true);
        assertThat(read("truth", "\"false\"")).isEqualTo(false);
        assertThat(read("day", "\"2024-02-29\"")).isEqualTo(LocalDate.of(2024, 2, 29));
        assertThat(read("timestamp", "\"2024-02-29T12:00:00+02:00\"")).isEqualTo(Instant.parse("2024-02-29T10:00:00Z"));
        assertThat(read("uniqueId", "\"0190A5F0-0000-7000-8000-000000000000\""))
                .isEqualTo(UUID.fromString("0190a5f0-0000-7000-8000-000000000000"));
    }

    @Test
    void readsNumbersOfOtherRecords() {
        assertThat(read("recordNumber", "\"12\"")).isEqualTo(12L);
        for (String none : new String[] {"0", "-1", "-99999999999999999999"}) {
            assertThatExceptionOfType(ValidationException.class)
                    .isThrownBy(() -> read("recordNumber", none))
                    .satisfies(e -> assertThat(e.violations()).containsExactly(Violation.NO_SUCH_RECORD));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "decimal, true",
        "decimal, '\"12,50\"'",
        "decimal, '[]'",
        "truth, 1",
        "truth, 0",
        "truth, '\"yes\"'",
        "truth, '\"\"'",
        "truth, '{}'",
        "day, 20240229",
        "day, '\"2024-02-30\"'",
        "day, false",
        "timestamp, 0",
        "uniqueId, 1"
    })
    void refusesOtherValues(String type, String json) {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> read(type, json))
                .satisfies(e -> assertThat(e.violations())
                        .singleElement()
                        .extracting("code")
                        .isEqualTo("invalid"));
    }

    @Test
    void readsWhatAMergePatchLeaves() {
        JsonObject patched =
                object("{}").patching(Map.of("decimal", new BigDecimal("1.50"), "truth", true, "day", "2024-02-29"));

        assertThat(patched.decimal("decimal")).isEqualTo(new BigDecimal("1.50"));
        assertThat(patched.truth("truth")).isTrue();
        assertThat(patched.day("day")).isEqualTo(LocalDate.of(2024, 2, 29));
    }

    private static Object read(String type, String json) {
        return READERS.get(type).apply(object("{\"x\":" + json + "}"), "x");
    }

    private static JsonObject object(String json) {
        return JsonReader.object(json.getBytes(StandardCharsets.UTF_8), RecordLimits.DEFAULT);
    }
}
