package io.github.stockroom.persistence;

/** A backup cannot be made or restored. The message is one sentence that tells an operator why. */
public final class BackupException extends Exception {

    private static final long serialVersionUID = 1L;

    BackupException(String message) {
        super(message);
    }

    BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
