package io.github.stockroom.application.error;

/**
 * A change was sent to the store, and the connection broke before the store confirmed it: it may have been made or not.
 * Repeating it is safe only where doing it twice is the same as doing it once.
 */
public final class OutcomeUnknownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OutcomeUnknownException(String message, Throwable cause) {
        super(message, cause);
    }
}
