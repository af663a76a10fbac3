package io.github.stockroom.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

    @Test
    void drawsABarOfWhatIsRead() {
        var calls = new AtomicInteger();
        assertThat(shown(2_500, true, () -> calls.incrementAndGet() / 2.0))
                .isEqualTo("\r[" + "#".repeat(20) + " ".repeat(20) + "] 50 %  1,000 rows\r[" + "#".repeat(40)
                        + "] 100 %  2,000 rows" + System.lineSeparator());
    }

    @Test
    void countsWhereTheEndIsNotKnown() {
        assertThat(shown(1_000, true, () -> Double.NaN)).isEqualTo("\r1,000 rows" + System.lineSeparator());
    }

    @Test
    void saysNothingWhereNobodyLooks() {
        assertThat(shown(2_500, false, () -> 0.5)).isEmpty();
    }

    private String shown(int rows, boolean isTerminal, DoubleSupplier part) {
        try (var progress = new Progress(new PrintStream(terminal, true, UTF_8), isTerminal, part)) {
            var numbers = progress.over(IntStream.range(0, rows).iterator());
            while (numbers.hasNext()) {
                numbers.next();
            }
        }
        return terminal.toString(UTF_8);
    }
}
