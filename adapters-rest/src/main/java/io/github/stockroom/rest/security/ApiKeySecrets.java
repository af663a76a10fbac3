package io.github.stockroom.rest.security;

import io.github.stockroom.domain.apikey.ApiKeyText;
import java.security.SecureRandom;

/** Makes the secrets of API keys: 190 random bits. Thread-safe. */
public final class ApiKeySecrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private ApiKeySecrets() {}

    /** Returns a secret that was never given before, as {@link ApiKeyText} has it. */
    public static String next() {
        return RANDOM.ints(ApiKeyText.SECRET_LENGTH, 0, ApiKeyText.DIGITS.length())
                .map(ApiKeyText.DIGITS::charAt)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
