package io.github.stockroom.application.session;

/** This token opens nothing. */
public final class InvalidTokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The reason for the refusal, as far as its bearer may know. */
    public enum Reason {
        /** Malformed, forged, of another kind, expired, not yet good, or taken back. */
        NOT_VALID,
        /** Its account is gone or not active. */
        NO_ACTIVE_ACCOUNT,
        /** An account should be created for it, and it names no user, or in a way that no new account may be named. */
        NO_USERNAME,
        /** An account should be created for it, and another account has its user name. */
        USERNAME_TAKEN
    }

    private final Reason reason;

    public InvalidTokenException(Reason reason) {
        super("invalid token: " + reason, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
