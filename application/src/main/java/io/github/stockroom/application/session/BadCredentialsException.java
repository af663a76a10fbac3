package io.github.stockroom.application.session;

/** Nobody can sign in with this; why not is not told. */
public final class BadCredentialsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadCredentialsException() {
        super("bad credentials", null, false, false);
    }
}
