package io.github.stockroom.rest.exchange;

import io.github.stockroom.rest.body.Spool;
import java.io.IOException;
import java.io.OutputStream;

/** The destination of the response of an exchange. */
interface Response {

    void status(int status);

    void header(String name, String value);

    /** Ends it with this body. */
    void end(byte[] body) throws IOException;

    /** Ends it with this body, and closes that, now or later. */
    void end(Spool body);

    /** Starts a body of unknown length. */
    OutputStream stream() throws IOException;
}
