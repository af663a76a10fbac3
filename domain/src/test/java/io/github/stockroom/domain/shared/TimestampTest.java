package io.github.stockroom.domain.shared;

import static io.github.stockroom.domain.shared.Violations.codesOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00Z, 2026-01-31T12:00:00.000000Z",
        "2026-01-31T12:00:05Z, 2026-01-31T12:00:05.000000Z",
        "2026-01-31T12:00:05.5Z, 2026-01-31T12:00:05.500000Z",
        "2026-01-31t12:00:05z, 2026-01-31T12:00:05.000000Z",
        "2026-01-31T12:00:05+00:00, 2026-01-31T12:00:05.000000Z",
        "2026-01-31T12:00:05+02:00, 2026-01-31T10:00:05.000000Z",
        "2026-01-31T23:30:00-05:30, 2026-02-01T05:00:00.000000Z",
        "2024-02-29T00:00:00+18:00, 2024-02-28T06:00:00.000000Z",
        "2026-01-31T12:00:05+0200, 2026-01-31T10:00:05.000000Z",
        "2026-01-31T12:00:05-0530, 2026-01-31T17:30:05.000000Z",
        "2026-01-31T12:00:05+02, 2026-01-31T10:00:05.000000Z",
        "2026-01-31T12:00+02:00, 2026-01-31T10:00:00.000000Z",
        "2026-01-31 12:00:05Z, 2026-01-31T12:00:05.000000Z",
        "2026-01-31 12:00:05.25+01:00, 2026-01-31T11:00:05.250000Z",
        "2026-01-31 12:00:05 +0100, 2026-01-31T11:00:05.000000Z",
        "2026-01-31 12:00:05 -0100, 2026-01-31T13:00:05.000000Z",
        "2026-01-31T12:00:05+02:00[Africa/Cairo], 2026-01-31T10:00:05.000000Z",
        "2026-01-31T12:00:05+02[Africa/Cairo], 2026-01-31T10:00:05.000000Z",
        "2026-01-31T12:00:05Z[UTC], 2026-01-31T12:00:05.000000Z",
        "2026-01-31 12:00:05 GMT, 2026-01-31T12:00:05.000000Z",
        "2026-01-31 12:00:05 UTC, 2026-01-31T12:00:05.000000Z",
        "2026-01-31T12:00:05 02:00, 2026-01-31T10:00:05.000000Z",
        "2026-01-31T12:00:05 0000, 2026-01-31T12:00:05.000000Z",
        "2026-01-31 12:00:05  0100, 2026-01-31T11:00:05.000000Z",
        "2026-01-31, 2026-01-31T00:00:00.000000Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00.000000Z",
        "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z"
    })
    void readsAnyOffsetAndWritesUtcWithSixDecimals(String text, String written) {
        assertThat(Timestamp.format(Timestamp.parse(text))).isEqualTo(written);
        assertThat(Timestamp.parse(written)).isEqualTo(Timestamp.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00.1234567Z, 2026-01-31T12:00:00.123456Z",
        "2026-01-31T12:00:00.999999999Z, 2026-01-31T12:00:00.999999Z",
        "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999999Z",
        "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999Z"
    })
    void cutsWhatDatabasesDoNotKeep(String text, String written) {
        assertThat(Timestamp.parse(text)).isEqualTo(Instant.parse(written));
        assertThat(Timestamp.stored(Instant.parse(text))).isEqualTo(Instant.parse(written));
        assertThat(Timestamp.format(Instant.parse(text))).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-12-31T23:59:59.999999Z",
                "-0001-01-01T00:00:00Z",
                "0001-01-01T00:00:00+01:00",
                "+10000-01-01T00:00:00Z",
                "9999-12-31T23:59:59-01:00",
                "+999999999-12-31T23:59:59.999999999-18:00",
                "-999999999-01-01T00:00:00+18:00"
            })
    void refusesYearsBeforeTheFirstAndAfterTheLast(String text) {
        assertThat(codesOf(() -> Timestamp.parse(text))).containsExactly("invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "now",
                "1769860800",
                "2026",
                "2026-01",
                "2026-01-31T",
                "2026-01-31T12",
                "2026-01-31T12:00:00",
                "2026-01-31  12:00:00Z",
                "2026-01-31T12:00:00.Z",
                "2026-01-31T12:00:00UTC",
                "2026-01-31T12:00:00+",
                "2026-01-31T12:00:00+2",
                "2026-01-31T12:00:00+02:",
                "2026-01-31T12:00:00+020",
                "2026-01-31T12:00:00+02000",
                "2026-01-31T12:00:00 ",
                "2026-01-31T12:00:00   02:00",
                " 2026-01-31T12:00:00Z",
                "2026-01-31T12:00:00Z ",
                "2026-1-31T12:00:00Z",
                "2026-02-29T12:00:00Z",
                "2026-13-01T12:00:00Z",
                "2026-01-31T24:00:00Z",
                "2026-01-31T12:60:00Z",
                "2026-01-31T12:00:60Z",
                "2026-01-31T12:00:00.1234567891Z",
                "2026-01-31T12:00:00,5Z",
                "2026-01-31T12:00:00[UTC]",
                "2026-01-31T12:00:00+02:00[UTC",
                "2026-01-31T12:00:00+02:00UTC]",
                "2026-01-31T12:00:00GMT",
                "2026-01-31T12:00:00+19:00",
                "2026-01-31T12:00:00[Europe/Paris]",
                "２０２６-01-31T12:00:00Z"
            })
    void refusesEverythingElse(String text) {
        assertThat(codesOf(() -> Timestamp.parse(text))).containsExactly("invalid");
    }
}
