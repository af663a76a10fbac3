package io.github.stockroom.bootstrap;

import io.github.stockroom.rest.request.RestSettings;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of requests that sign in, renew a token or make an account, {@code stockroom.credentials.*}.
 *
 * @param maxBytes how long their bodies may be, in bytes
 */
record CredentialSettings(
        @DefaultValue("" + RestSettings.DEFAULT_MAX_CREDENTIAL_BYTES)
        int maxBytes) {

    private static final int LEAST = 4_096;
    private static final int MOST = 1_048_576;

    CredentialSettings {
        if (maxBytes < LEAST || maxBytes > MOST) {
            throw new SettingException(
                    "stockroom.credentials.max-bytes must be " + LEAST + " to " + MOST + ", not " + maxBytes + ".");
        }
    }
}
