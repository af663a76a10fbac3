package io.github.stockroom.rest.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyedDigestTest {

    private static final byte[] SECRET = "a secret".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NEXT = "another secret".getBytes(StandardCharsets.UTF_8);

    /** RFC 5869, A.3: no salt and no info; the first 32 bytes of its output. */
    @Test
    void derivesKeysAsTheStandardDoes() {
        byte[] secret = new byte[22];
        java.util.Arrays.fill(secret, (byte) 0x0b);

        assertThat(HexFormat.of().formatHex(KeyedDigest.derive(secret, "")))
                .isEqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
    }

    @Test
    void digestsUnderOtherSecretsAndForOtherPurposesDiffer() {
        KeyedDigest digest = KeyedDigest.of(List.of(SECRET), "one");

        assertThat(digest.hex("text"))
                .matches("[0-9a-f]{64}")
                .isEqualTo(KeyedDigest.of(List.of(SECRET), "one").hex("text"));
        assertThat(digest.hex("text"))
                .isNotEqualTo(digest.hex("another text"))
                .isNotEqualTo(KeyedDigest.of(List.of(SECRET), "other").hex("text"))
                .isNotEqualTo(KeyedDigest.of(List.of(NEXT), "one").hex("text"));
    }

    @Test
    void digestUnderThePreviousSecretMatches() {
        String before = KeyedDigest.of(List.of(SECRET), "one").hex("text");
        KeyedDigest now = KeyedDigest.of(List.of(NEXT, SECRET), "one");

        assertThat(now.matches("text", before)).isTrue();
        assertThat(now.matches("text", now.hex("text"))).isTrue();
        assertThat(now.matches("another text", before)).isFalse();
        assertThat(KeyedDigest.of(List.of(NEXT), "one").matches("text", before)).isFalse();
    }
}
