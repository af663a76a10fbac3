package io.github.stockroom.domain.account;

/**
 * What is kept of a password: enough to recognise it, too little to know it. Never printed.
 *
 * @param value with the name and the parameters of the method that made it
 */
public record PasswordHash(String value) {

    @Override
    public String toString() {
        return "********";
    }
}
