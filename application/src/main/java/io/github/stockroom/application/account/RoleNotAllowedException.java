package io.github.stockroom.application.account;

/** Only administrators make accounts that may do more than a user may. Nothing was changed. */
public final class RoleNotAllowedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RoleNotAllowedException() {
        super("only an administrator may create an account of this role", null, false, false);
    }
}
