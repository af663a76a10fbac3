package io.github.stockroom.rest.body;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * The whole body of a response, left for the server to send when the request has given its thread back: a client that
 * does not read holds no thread then.
 */
public final class ResponseBody implements AutoCloseable {

    /** The attribute of the request that holds it. */
    public static final String ATTRIBUTE = ResponseBody.class.getName();

    /** The longest body that is kept in memory; longer ones are sent by a thread that has a permit, or from a file. */
    public static final int MAX_IN_MEMORY = 64 * 1024;

    private static final int PART = 16 * 1024;

    private final Spool content;
    private final long length;
    private final InputStream in;
    private long sent;

    private ResponseBody(Spool content) {
        this.content = content;
        this.length = content.size();
        this.in = content.input();
    }

    /** Lets the server send these bytes. */
    public static void send(HttpServletRequest request, byte[] content) {
        send(request, Spool.of(content));
    }

    /** Lets the server send this content and close it. */
    public static void send(HttpServletRequest request, Spool content) {
        if (request.getAttribute(ATTRIBUTE) instanceof ResponseBody replaced) {
            replaced.close();
        }
        request.setAttribute(ATTRIBUTE, new ResponseBody(content));
    }

    /** Returns how many bytes the server is to send for this request. */
    public static long lengthFor(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof ResponseBody body ? body.length : 0;
    }

    /** Returns the length in bytes. */
    public long length() {
        return length;
    }

    /** Returns whether {@link #next} has given everything. */
    public boolean isSent() {
        return sent == length;
    }

    /** Returns the next part; everything at once if it is in memory. */
    public ByteBuffer next() {
        if (length <= MAX_IN_MEMORY) {
            sent = length;
            return ByteBuffer.wrap(content.bytes());
        }
        try {
            byte[] part = in.readNBytes(PART);
            sent += part.length;
            return ByteBuffer.wrap(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        content.close();
    }
}
