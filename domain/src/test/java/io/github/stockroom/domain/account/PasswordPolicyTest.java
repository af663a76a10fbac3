package io.github.stockroom.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.stockroom.domain.shared.ValidationException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {

    private final PasswordPolicy policy = new PasswordPolicy(8, Set.of("password", "12345678"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse",
                "passwords",
                "\ud83d\udd11\ud83d\udd11\ud83d\udd11\ud83d\udd11\ud83d\udd11\ud83d\udd11\ud83d\udd11\ud83d\udd11",
                "ada.lovelace1"
            })
    void takesAnyOther(String password) {
        assertThat(policy.chosen(password, "ada.lovelace").value()).isEqualTo(password);
    }

    @ParameterizedTest
    @CsvSource({
        "'', blank",
        "1234567, min_length",
        "e\u0301e\u0301e\u0301e\u0301, min_length",
        "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9, min_length",
        "12345678, password_too_common",
        "PassWord, password_too_common",
        "password\u00a0, password_too_common",
        "ada.lovelace, password_too_similar",
        "ADA.Lovelace, password_too_similar",
        "ada@example.org, password_too_similar",
    })
    void givesOneCodeForEachReason(String password, String code) {
        ValidationException refused = catchThrowableOfType(
                ValidationException.class, () -> policy.chosen(password, "ada.lovelace", "Ada@example.org"));

        assertThat(refused.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.code()).isEqualTo(code);
            assertThat(violation.message()).doesNotContain(password.isEmpty() ? "x" : password);
        });
    }

    @Test
    void refusesMoreThanBcryptLooksAt() {
        assertThat(catchThrowableOfType(ValidationException.class, () -> policy.chosen("x".repeat(73)))
                        .violations()
                        .get(0)
                        .code())
                .isEqualTo("max_length");
    }

    @Test
    void saysHowLongPasswordsAre() {
        assertThat(new PasswordPolicy(12, Set.of()).minLength()).isEqualTo(12);
    }
}
