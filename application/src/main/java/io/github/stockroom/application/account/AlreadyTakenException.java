package io.github.stockroom.application.account;

/** Another account has the user name, the e-mail address or the outside identity already. Nothing was changed. */
public final class AlreadyTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The property that is taken. */
    public enum Part {
        USERNAME,
        EMAIL,
        IDENTITY
    }

    private final Part part;

    public AlreadyTakenException(Part part) {
        super(part + " is taken", null, false, false);
        this.part = part;
    }

    public Part part() {
        return part;
    }
}
