package io.github.stockroom.rest.body;

/**
 * Unwinds a request whose operation needs a body that has not arrived yet. The request is dispatched again when it has;
 * until then it holds no thread.
 */
public final class BodyPendingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BodyPendingException() {
        super("the body has not arrived yet", null, false, false);
    }
}
