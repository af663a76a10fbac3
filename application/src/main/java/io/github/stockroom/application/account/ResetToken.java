package io.github.stockroom.application.account;

import java.time.Instant;

/**
 * A token with which the owner of an account chooses a new password. Prints no token.
 *
 * @param expires in whole microseconds
 */
public record ResetToken(String value, Instant expires) {

    @Override
    public String toString() {
        return "reset token until " + expires;
    }
}
