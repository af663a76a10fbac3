package io.github.stockroom.rest.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyPaceTest {

    private final BodyPace pace = new BodyPace(Duration.ofSeconds(60), 1_000);

    @ParameterizedTest
    @CsvSource({
        "0, 0, true",
        "10, 0, true",
        "11, 999, false",
        "11, 1000, true",
        "60, 50000, true",
        "60, 49999, false",
        "61, 10000000, false"
    })
    void aBodyKeepsItsRateAfterTheFirstSecondsAndEndsInTime(long seconds, long bytes, boolean kept) {
        assertThat(pace.isKept(Duration.ofSeconds(seconds).toNanos(), bytes)).isEqualTo(kept);
    }
}
