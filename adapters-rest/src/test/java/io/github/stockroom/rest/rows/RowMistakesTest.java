package io.github.stockroom.rest.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.domain.shared.Violation;
import org.junit.jupiter.api.Test;

class RowMistakesTest {

    private final RowMistakes mistakes = new RowMistakes();

    @Test
    void tellsTheFirstLinesOfEachKind() {
        for (long line = 2; line < 60_002; line++) {
            mistakes.add(
                    line,
                    Violation.of("invalid", "A valid integer is required.").at("price"));
        }
        mistakes.add(7, Violation.of("blank", "This field may not be blank.").at("product"));

        assertThat(mistakes.lines())
                .containsExactly(
                        "60,000 rows: price: A valid integer is required, first at lines 2, 3, 4",
                        "line 7: product: This field may not be blank");
    }

    /** Rows of a JSON array have none. */
    @Test
    void tellsNoLineOfRowsThatHaveNone() {
        mistakes.add(0, Violation.of("blank", "This field may not be blank."));
        assertThat(mistakes.lines()).containsExactly("This field may not be blank");

        mistakes.add(0, Violation.of("blank", "This field may not be blank."));
        assertThat(mistakes.lines()).containsExactly("2 rows: This field may not be blank");
    }
}
