package io.github.stockroom.domain.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTextTest {

    private static final String SECRET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    /** Its end is the CRC-32 of what precedes it, computed by zlib. */
    private static final String KEY = "stk_17_ABCDEFGHIJKLMNOPQRSTUVWXYZ0123451GnxEd";

    @Test
    void keyEndsWithAChecksumOfTheRest() {
        assertThat(new ApiKeyText(new ApiKeyId(17), SECRET).value()).isEqualTo(KEY);
    }

    @Test
    void keyIsReadBack() {
        assertThat(ApiKeyText.parse(KEY)).contains(new ApiKeyText(new ApiKeyId(17), SECRET));
        assertThat(ApiKeyText.isMeant(KEY)).isTrue();
    }

    @Test
    void keyIsNotPrinted() {
        assertThat(new ApiKeyText(new ApiKeyId(17), SECRET)).hasToString("stk_17_********");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "stk_",
                "eyJhbGciOiJIUzI1NiJ9.e30.c2ln",
                "stk_18_ABCDEFGHIJKLMNOPQRSTUVWXYZ0123451GnxEd", // another id
                "stk_017_ABCDEFGHIJKLMNOPQRSTUVWXYZ0123451GnxEd",
                "stk_-17_ABCDEFGHIJKLMNOPQRSTUVWXYZ0123451GnxEd",
                "STK_17_ABCDEFGHIJKLMNOPQRSTUVWXYZ0123451GnxEd",
                "stk_9999999999999999999_ABCDEFGHIJKLMNOPQRSTUVWXYZ0123451GnxEd",
                "stk_17_ABCDEFGHIJKLMNOPQRSTUVWXYZ0123451GnxEd ",
                "stk_17_ABCDEFGHIJKLMNOPQRSTUVWXYZ0123451GnxEdx"
            })
    void whatIsNoKeyIsNotRead(String text) {
        assertThat(ApiKeyText.parse(text)).isEmpty();
    }

    @Test
    void oneWrongCharacterIsNoticed() {
        for (int i = ApiKeyText.PREFIX.length(); i < KEY.length(); i++) {
            char other = KEY.charAt(i) == '7' ? '8' : '7';
            assertThat(ApiKeyText.parse(KEY.substring(0, i) + other + KEY.substring(i + 1)))
                    .as("at %d", i)
                    .isEmpty();
        }
    }

    @Test
    void knowsWhatClaimsToBeAKey() {
        assertThat(ApiKeyText.isMeant("stk_")).isTrue();
        assertThat(ApiKeyText.isMeant("eyJhbGciOiJIUzI1NiJ9")).isFalse();
    }
}
