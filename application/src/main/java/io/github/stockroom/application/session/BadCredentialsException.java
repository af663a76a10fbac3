package io.github.stockroom.application.session;

/** No account can sign in with these credentials. The client does not learn the reason. */
public final class BadCredentialsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadCredentialsException() {
        super("bad credentials", null, false, false);
    }
}
