package io.github.stockroom.application.move;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangeTest {

    @Test
    void showsTheStartOfLongValuesAndNothingForNone() {
        Change change = Change.of("title", "cut", "x".repeat(1_000), null);

        assertThat(change.before()).startsWith("xxx").hasSizeBetween(200, 201);
        assertThat(change.after()).isEmpty();
    }
}
