package io.github.stockroom.domain.shared;

import static io.github.stockroom.domain.shared.Violations.codesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValidationTest {

    private static final Violation BLANK = Violation.of("blank", "This field may not be blank.");
    private static final Violation TOO_LONG = Violation.of("max_length", "Too long.", "max", 3);

    private final Validation validation = new Validation();

    @Test
    void buildsFromValidFields() {
        var name = validation.field("name", () -> "Pear");
        var price = validation.field("price", () -> 9);

        assertThat(validation.build(() -> name.get() + price.get())).isEqualTo("Pear9");
    }

    @Test
    void namesEveryViolationInTheOrderOfTheFields() {
        validation.field("name", () -> refuse(BLANK, TOO_LONG));
        validation.field("price", () -> 9);
        validation.field("brand", () -> refuse(TOO_LONG));

        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> validation.build(() -> "never"))
                .satisfies(e -> assertThat(e.violations())
                        .containsExactly(BLANK.at("name"), TOO_LONG.at("name"), TOO_LONG.at("brand")));
    }

    @Test
    void invalidFieldHasNoValue() {
        var name = validation.field("name", () -> refuse(BLANK));

        assertThatIllegalStateException().isThrownBy(name::get);
    }

    @Test
    void otherExceptionsAreNoViolations() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> validation.field("name", () -> {
                    throw new IllegalArgumentException("a mistake in the program");
                }));
    }

    @Test
    void failureNamesFieldsAndCodesOnly() {
        assertThat(new ValidationException(TOO_LONG.at("name"))).hasMessage("name: max_length");
    }

    @Test
    void failureHasAtLeastOneViolation() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ValidationException(List.of()));
    }

    @Test
    void violationsDoNotChange() {
        Violation violation = TOO_LONG.at("name");

        assertThat(violation).isEqualTo(new Violation("name", "max_length", "Too long.", Map.of("max", 3)));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> violation.params().put("max", 4));
    }

    private static String refuse(Violation... violations) {
        throw new ValidationException(List.of(violations));
    }

    @Test
    void aFieldThatMustStayMayBeRepeated() {
        var validation = new Validation();
        validation.unchanged("isbn", "1", "1");
        validation.unchanged("shelf", null, null);
        assertThat(validation.build(() -> "built")).isEqualTo("built");

        validation.unchanged("isbn", "1", "2");
        validation.unchanged("shelf", "1", null);
        assertThat(codesOf(() -> validation.build(() -> "built"))).containsExactly("read_only", "read_only");
    }
}
