package io.github.stockroom.rest.jetty;

import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Makes HTTP/1.1 connections of which one thread at a time reads and parses requests.
 *
 * <p>In Jetty 12.1, up to 12.1.14 at least, two threads may. When the head of a request is malformed, {@code badMessage} fails the
 * request in a thread of its own and the parsing thread goes on to release its input buffer. If the failing thread completes the
 * response first, it resumes reading in a third thread. That thread fills the buffer while the parsing thread gives it back to the
 * pool that all connections share. The next connection to take the buffer finds the client's bytes in front of its own request.
 */
public final class SerializedHttpConnectionFactory extends HttpConnectionFactory {

    public SerializedHttpConnectionFactory(HttpConfiguration configuration) {
        super(configuration);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        var connection = new SerializedHttpConnection(getHttpConfiguration(), connector, endPoint);
        connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
        return configure(connection, connector, endPoint);
    }

    private static final class SerializedHttpConnection extends HttpConnection {

        private final ReentrantLock reading = new ReentrantLock();

        SerializedHttpConnection(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
            super(configuration, connector, endPoint);
        }

        /** A thread that serves a request holds the lock, and is done with it before another one resumes: only races wait here. */
        @Override
        public void onFillable() {
            reading.lock();
            try {
                super.onFillable();
            } finally {
                reading.unlock();
            }
        }
    }
}
