package io.github.stockroom.domain.account;

/**
 * The stored form of a password, by which it can be verified but not recovered. Never printed.
 *
 * @param value with the name and the parameters of the method that made it
 */
public record PasswordHash(String value) {

    /** Of an account without a password: no password matches it. */
    public static final PasswordHash NONE = new PasswordHash("!");

    @Override
    public String toString() {
        return "********";
    }
}
