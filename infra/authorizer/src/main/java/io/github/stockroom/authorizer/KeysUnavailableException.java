package io.github.stockroom.authorizer;

/** No key could be had to check a token with. Nobody is let in or refused then: the gateway answers 500, and an alarm rings. */
final class KeysUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeysUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
