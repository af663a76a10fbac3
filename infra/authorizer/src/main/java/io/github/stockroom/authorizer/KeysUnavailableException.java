package io.github.stockroom.authorizer;

/**
 * No key is available to check a token with. The function then neither admits nor refuses the caller: the gateway
 * answers 500, which raises an alarm.
 */
final class KeysUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeysUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
