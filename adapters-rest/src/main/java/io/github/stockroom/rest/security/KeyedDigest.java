package io.github.stockroom.rest.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Digests of what may hold secrets, such as passwords: HMAC-SHA256 (RFC 2104) under a key that is derived from a secret
 * of the service, so that a reader of the database cannot try guesses. One key for each purpose. Immutable and
 * thread-safe; never printed.
 */
public final class KeyedDigest {

    private static final String HMAC = "HmacSHA256";
    private static final int HASH_BYTES = 32;

    private final List<SecretKeySpec> keys;

    private KeyedDigest(List<SecretKeySpec> keys) {
        this.keys = keys;
    }

    /**
     * @param secrets at least one, the current first; previous ones still match
     * @param purpose names what is digested; other purposes get other digests
     */
    static KeyedDigest of(List<byte[]> secrets, String purpose) {
        return new KeyedDigest(secrets.stream()
                .map(secret -> new SecretKeySpec(derive(secret, purpose), HMAC))
                .toList());
    }

    /** The digest under the current key: 64 hexadecimal digits. */
    public String hex(String text) {
        return hex(keys.get(0), text);
    }

    /** Returns true if this is the digest of the text, under the current key or a previous one. */
    public boolean matches(String text, String digest) {
        byte[] expected = digest.getBytes(StandardCharsets.UTF_8);
        return keys.stream()
                .anyMatch(key -> MessageDigest.isEqual(hex(key, text).getBytes(StandardCharsets.UTF_8), expected));
    }

    /** HKDF-SHA256 (RFC 5869) without a salt, for a key as long as the hash, so that one round expands it. */
    static byte[] derive(byte[] secret, String purpose) {
        byte[] extracted = hmac(new SecretKeySpec(new byte[HASH_BYTES], HMAC), secret);
        byte[] info = purpose.getBytes(StandardCharsets.UTF_8);
        byte[] round = new byte[info.length + 1];
        System.arraycopy(info, 0, round, 0, info.length);
        round[info.length] = 1;
        return hmac(new SecretKeySpec(extracted, HMAC), round);
    }

    private static String hex(SecretKeySpec key, String text) {
        return HexFormat.of().formatHex(hmac(key, text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] hmac(SecretKeySpec key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }
}
