package io.github.stockroom.persistence.legacy;

/** The database of a replaced system cannot be read. The message is for people and names no password. */
public final class LegacyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LegacyException(String message, Throwable cause) {
        super(message, cause);
    }

    LegacyException(String message) {
        super(message);
    }
}
