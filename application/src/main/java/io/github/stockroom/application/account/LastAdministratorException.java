package io.github.stockroom.application.account;

/** The change would leave no active administrator. Nothing was changed. */
public final class LastAdministratorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LastAdministratorException() {
        super("no active administrator would be left", null, false, false);
    }
}
