package io.github.stockroom.rest.http;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a client sends of a body that its answer did not depend on. Were it left unread the server would close the connection
 * under the client, unannounced: the answer may be lost to a reset, and the next request on that connection is (RFC 9112, 9.6).
 */
final class UnreadBody {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadBody.class);

    private static final int MAX_BYTES = 16 << 20;

    private UnreadBody() {}

    /** Says that the connection will close when the body is longer than would be taken in; such a body no operation reads. */
    static void announceClose(HttpServletRequest request, HttpServletResponse response) {
        if (request.getContentLengthLong() > MAX_BYTES) {
            response.setHeader("Connection", "close");
        }
    }

    /** Sends the answer off, then takes in the rest of the body, within reason. */
    static void takeIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null) {
            return;
        }
        ServletInputStream rest = request.getInputStream();
        if (rest.isFinished()) {
            return;
        }
        response.getOutputStream().close();
        if (request.getHeader("Expect") != null) {
            return; // reading would ask for the body; the server closes the connection, and has said so
        }
        try {
            rest.skip(MAX_BYTES);
        } catch (IOException e) {
            LOG.debug("The rest of a body could not be read", e);
        }
    }
}
