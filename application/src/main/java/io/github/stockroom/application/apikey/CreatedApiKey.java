package io.github.stockroom.application.apikey;

import io.github.stockroom.domain.apikey.ApiKey;

/**
 * A new API key. Prints no secret.
 *
 * @param text what its owner sends, which cannot be had again
 */
public record CreatedApiKey(ApiKey key, String text) {

    @Override
    public String toString() {
        return key.toString();
    }
}
