package io.github.stockroom.application.apikey;

/** The account has as many API keys as it may. Nothing was changed. */
public final class TooManyApiKeysException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TooManyApiKeysException() {
        super("too many API keys", null, false, false);
    }
}
