package io.github.stockroom.domain.shared;

import static io.github.stockroom.domain.shared.Violations.codesOf;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TruthTest {

    @Test
    void readsTheTwoWords() {
        assertThat(Truth.parse("true")).isTrue();
        assertThat(Truth.parse(" false ")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "True", "1", "yes", "null"})
    void refusesOthers(String raw) {
        assertThat(codesOf(() -> Truth.parse(raw))).containsExactly("invalid");
    }
}
