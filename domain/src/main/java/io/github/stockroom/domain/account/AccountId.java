package io.github.stockroom.domain.account;

/**
 * The number the service gave an account; never given again.
 *
 * @param value 1 or more
 */
public record AccountId(long value) {

    public AccountId {
        if (value < 1) {
            throw new IllegalArgumentException("an account id is 1 or more");
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
