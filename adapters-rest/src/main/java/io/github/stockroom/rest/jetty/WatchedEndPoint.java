package io.github.stockroom.rest.jetty;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A connection that can be asked whether its client has closed it, while nothing reads from it because a request is
 * being served. Asking reads ahead, as the server of Go does: what arrived early, such as a pipelined request, is kept
 * and is the first that the connection reads afterwards. Thread-safe.
 */
final class WatchedEndPoint extends SocketChannelEndPoint {

    /** Kept at the most; a client that sends more without waiting is taken for one that is still there. */
    private static final int MAX_AHEAD = 256;

    private final Executor executor;

    /** The bytes that were read ahead, which the next reads take. Guarded by {@link #lock}. */
    private ByteBuffer ahead = BufferUtil.EMPTY_BUFFER;

    private final Object lock = new Object();

    WatchedEndPoint(
            SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler, Executor executor) {
        super(channel, selector, key, scheduler);
        this.executor = executor;
    }

    /**
     * Returns true if the client has closed its side, or the connection is broken. A client that closes its side only
     * to say that it has sent everything cannot be told from one that has gone.
     */
    boolean isClosedByClient() {
        boolean arrived = false;
        try {
            synchronized (lock) {
                if (ahead.remaining() == MAX_AHEAD) {
                    return false;
                }
                var read = ByteBuffer.allocate(MAX_AHEAD);
                read.put(ahead.duplicate());
                int bytes = getChannel().read(read);
                if (bytes < 0) {
                    return true;
                }
                if (bytes > 0) {
                    read.flip();
                    ahead = read;
                    arrived = true;
                }
            }
        } catch (IOException e) {
            return true;
        } finally {
            if (arrived) {
                executor.execute(() -> getFillInterest().fillable()); // the selector does not see it any more
            }
        }
        return false;
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        synchronized (lock) {
            if (!ahead.hasRemaining()) {
                return super.fill(buffer);
            }
            int position = BufferUtil.flipToFill(buffer);
            int bytes = BufferUtil.put(ahead, buffer);
            BufferUtil.flipToFlush(buffer, position);
            notIdle();
            return bytes;
        }
    }

    @Override
    protected void needsFillInterest() {
        boolean ready;
        synchronized (lock) {
            ready = ahead.hasRemaining();
        }
        if (ready) {
            executor.execute(() -> getFillInterest().fillable());
        } else {
            super.needsFillInterest();
        }
    }
}
