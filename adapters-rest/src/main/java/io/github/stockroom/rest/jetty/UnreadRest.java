package io.github.stockroom.rest.jetty;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * The rest of a body behind the answer that did not depend on it: read and dropped, within reason, without a thread
 * that waits.
 */
final class UnreadRest {

    private static final long MAX_BYTES = 16 << 20;

    private final Request request;
    private final Callback callback;
    private final long since = System.nanoTime();
    private long dropped;
    private boolean done;

    /**
     * @param callback completed in the end: the connection serves the next request if the body is read to its end,
     *     otherwise it closes
     */
    UnreadRest(Request request, Callback callback) {
        this.request = request;
        this.callback = callback;
    }

    void takeIn() {
        synchronized (this) {
            boolean more = true;
            while (more && !done) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    request.demand(this::takeIn);
                    return;
                }
                dropped += chunk.remaining();
                more = !chunk.isLast() && !Content.Chunk.isFailure(chunk) && dropped <= MAX_BYTES;
                chunk.release();
            }
        }
        end();
    }

    synchronized boolean isDone() {
        return done;
    }

    /** Ends it if it comes too slowly. */
    void check(BodyPace pace) {
        boolean slow;
        synchronized (this) {
            slow = !pace.isKept(System.nanoTime() - since, dropped);
        }
        if (slow) {
            end();
        }
    }

    private void end() {
        synchronized (this) {
            if (done) {
                return;
            }
            done = true;
        }
        callback.succeeded();
    }
}
