package io.github.stockroom.domain.apikey;

/**
 * The number the service gave an API key; never given again.
 *
 * @param value 1 or more
 */
public record ApiKeyId(long value) {

    public ApiKeyId {
        if (value < 1) {
            throw new IllegalArgumentException("the id of a key is 1 or more");
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
