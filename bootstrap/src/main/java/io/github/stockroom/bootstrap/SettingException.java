package io.github.stockroom.bootstrap;

/** The service cannot start as it is set up; the message is one sentence that tells the operator what to change. */
final class SettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SettingException(String message) {
        super(message);
    }
}
