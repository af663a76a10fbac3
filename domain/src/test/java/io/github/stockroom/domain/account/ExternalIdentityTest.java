package io.github.stockroom.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.stockroom.domain.shared.ValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalIdentityTest {

    private static final String LONGEST = "x".repeat(ExternalIdentity.MAX_LENGTH);

    @ParameterizedTest
    @ValueSource(strings = {"!", "~", "https://id.example.org/realms/a"})
    void takesVisibleAscii(String part) {
        assertThat(ExternalIdentity.requireVisible(part)).isEqualTo(part);
        assertThat(new ExternalIdentity(part, LONGEST)).isEqualTo(new ExternalIdentity(part, LONGEST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "\u007f", "\u00e9"})
    void refusesOthersInEitherPart(String part) {
        assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> new ExternalIdentity(part, "x"));
        assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> new ExternalIdentity("x", part));
    }

    @Test
    void refusesMoreThanTheLongest() {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> ExternalIdentity.requireVisible(LONGEST + "x"));
    }
}
