package io.github.stockroom.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChoiceTest {

    private static final List<String> STATES = List.of("draft", "on sale");

    @Test
    void takesEachChoice() {
        assertThat(STATES)
                .allSatisfy(state -> assertThat(Choice.of(STATES, state)).isEqualTo(state));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Draft", "draft ", "on", "draft, on sale"})
    void namesTheChoicesWhenItRefuses(String text) {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> Choice.of(STATES, text))
                .satisfies(e -> assertThat(e.violations())
                        .containsExactly(Violation.of("invalid_choice", "Must be one of: draft, on sale.")));
    }
}
