package io.github.stockroom.domain.shared;

import static io.github.stockroom.domain.shared.Violations.codesOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DayTest {

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01", "1582-10-10", "2000-02-29", "2024-02-29", "9999-12-31"})
    void readsWhatItWrites(String text) {
        assertThat(Day.parse(text)).hasToString(text);
        assertThat(Day.parse(" " + text + "\n")).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026",
                "2026-1-1",
                "2026-13-01",
                "2026-00-10",
                "2026-02-30",
                "2025-02-29",
                "1900-02-29",
                "0000-01-01",
                "-0001-01-01",
                "+10000-01-01",
                "10000-01-01",
                "2026-01-31T00:00:00Z",
                "31.01.2026",
                "2026/01/31",
                "20260131",
                "2026-W05-6",
                "٢٠٢٦-01-31"
            })
    void refusesWhatIsNoDay(String text) {
        assertThat(codesOf(() -> Day.parse(text))).containsExactly("invalid");
    }

    @Test
    void refusesYearsThatNotEveryDatabaseKeeps() {
        assertThat(codesOf(() -> Day.stored(LocalDate.of(0, 12, 31)))).containsExactly("invalid");
        assertThat(codesOf(() -> Day.stored(LocalDate.of(10_000, 1, 1)))).containsExactly("invalid");
    }
}
