package io.github.stockroom.domain.apikey;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * An API key as its owner holds it: {@code stk_<id>_<secret><checksum>}. Prefix and checksum let scanners find leaked
 * keys in repositories and logs without a call to the service. They let the service refuse mistyped keys without a
 * query. Never printed.
 *
 * @param secret {@value #SECRET_LENGTH} of the characters {@code 0-9A-Za-z}, drawn at random, too many to guess
 */
public record ApiKeyText(ApiKeyId id, String secret) {

    public static final String PREFIX = "stk_";
    public static final int SECRET_LENGTH = 32;

    /** The digits of secrets and checksums, from 0 to 61. */
    public static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static final int CHECKSUM_LENGTH = 6;

    private static final Pattern FORM =
            Pattern.compile(PREFIX + "([1-9][0-9]{0,17})_([0-9A-Za-z]{" + SECRET_LENGTH + "})([0-9A-Za-z]{6})");

    /** Returns true for what claims to be a key, good or not. */
    public static boolean isMeant(String text) {
        return text.startsWith(PREFIX);
    }

    /** Returns the parts of a key; empty if it has another form or checksum. */
    public static Optional<ApiKeyText> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        var key = new ApiKeyText(new ApiKeyId(Long.parseLong(form.group(1))), form.group(2));
        return key.value().equals(text) ? Optional.of(key) : Optional.empty();
    }

    /** Returns the whole key. */
    public String value() {
        String body = PREFIX + id + "_" + secret;
        return body + checksum(body);
    }

    /** Returns the CRC-32 of the text before it, in base 62. */
    private static String checksum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        long rest = crc.getValue();
        char[] digits = new char[CHECKSUM_LENGTH];
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(digits);
    }

    @Override
    public String toString() {
        return PREFIX + id + "_********";
    }
}
