package io.github.stockroom.rest.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A hash as Django makes it, {@code pbkdf2_sha256$iterations$salt$hash}: PBKDF2 (RFC 8018, 5.2) with HMAC-SHA-256,
 * whose hash is in base64 and whose salt is the text itself. Only recognised, never made.
 */
record DjangoHash(int iterations, String salt, String hash) {

    /** As Django takes them. */
    static final int MAX_PASSWORD_BYTES = 4_096;

    private static final Pattern FORM =
            Pattern.compile("pbkdf2_sha256\\$([1-9][0-9]{0,7})\\$([^$]+)\\$([A-Za-z0-9+/]{43}=)");

    private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
    private static final int BITS = 256;

    /** Returns the parts of a hash; empty if it is of another method or form. */
    static Optional<DjangoHash> parse(String hash) {
        Matcher form = FORM.matcher(hash);
        return form.matches()
                ? Optional.of(new DjangoHash(Integer.parseInt(form.group(1)), form.group(2), form.group(3)))
                : Optional.empty();
    }

    /** @param password at least one character, as the client sent it */
    boolean matches(CharSequence password) {
        byte[] derived = derive(password.toString().toCharArray());
        return MessageDigest.isEqual(derived, Base64.getDecoder().decode(hash));
    }

    private byte[] derive(char[] password) {
        var key = new PBEKeySpec(password, salt.getBytes(StandardCharsets.UTF_8), iterations, BITS);
        try {
            return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(key).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        } finally {
            key.clearPassword();
        }
    }
}
