package io.github.stockroom.rest.audit;

/** The kinds of changes that the audit log tells of. Their names are part of the contract. */
public enum AuditEvent {
    ACCOUNT_CREATED("account-created"),
    /** An administrator changed role, activity or password. */
    ACCOUNT_CHANGED("account-changed"),
    ACCOUNT_DELETED("account-deleted"),
    /** The owner of an account changed its password, knowing the old one. */
    PASSWORD_CHANGED("password-changed"),
    /** An administrator made a reset token. */
    RESET_CREATED("reset-created"),
    /** A reset token was redeemed. */
    PASSWORD_RESET("password-reset"),
    API_KEY_CREATED("api-key-created"),
    API_KEY_REVOKED("api-key-revoked");

    private final String code;

    AuditEvent(String code) {
        this.code = code;
    }

    /** Returns the name in the log. */
    public String code() {
        return code;
    }
}
