package io.github.stockroom.rest.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class CommonPasswordsTest {

    @Test
    void areTenThousandInLowerCase() {
        assertThat(CommonPasswords.load())
                .hasSize(10_000)
                .contains("123456", "password", "12345678", "football", "qwertyuiop")
                .allMatch(password -> password.equals(password.toLowerCase(Locale.ROOT)) && !password.isBlank());
    }
}
