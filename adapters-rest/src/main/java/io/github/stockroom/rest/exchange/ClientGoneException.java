package io.github.stockroom.rest.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The response could not be written because the client left or stopped reading; no client is left to tell. */
public final class ClientGoneException extends UncheckedIOException {

    private static final long serialVersionUID = 1L;

    public ClientGoneException(IOException cause) {
        super(cause);
    }
}
