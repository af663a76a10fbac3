package io.github.stockroom.rest.filter;

import org.eclipse.jetty.io.QuietException;

/**
 * The rest of a response that the client has begun to receive cannot be sent. The server aborts the connection and logs
 * nothing more.
 */
final class BrokenOffException extends QuietException.RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenOffException(Throwable cause) {
        super(cause);
    }
}
