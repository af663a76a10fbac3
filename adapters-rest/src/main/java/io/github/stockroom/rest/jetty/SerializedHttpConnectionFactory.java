package io.github.stockroom.rest.jetty;

import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;

/**
 * Makes HTTP/1.1 connections of which one thread at a time reads and parses requests, and which keep to RFC 9110 where
 * Jetty answers by itself.
 *
 * <p>In Jetty 12.1, up to 12.1.14 at least, two threads may. When the head of a request is malformed,
 * {@code badMessage} fails the request in a thread of its own and the parsing thread goes on to release its input
 * buffer. If the failing thread completes the response first, it resumes reading in a third thread. That thread fills
 * the buffer while the parsing thread gives it back to the pool that all connections share. The next connection to take
 * the buffer finds the client's bytes in front of its own request.
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

        /**
         * A thread that serves a request holds the lock, and is done with it before another one resumes: only races
         * wait here.
         */
        @Override
        public void onFillable() {
            reading.lock();
            try {
                super.onFillable();
            } finally {
                reading.unlock();
            }
        }

        @Override
        protected HttpStreamOverHTTP1 newHttpStream(String method, String uri, HttpVersion version) {
            return new StrictStream(method, uri, version);
        }

        /** Mends two things that Jetty does by itself, before and behind all handlers. */
        private final class StrictStream extends HttpStreamOverHTTP1 {

            private final boolean old;

            StrictStream(String method, String uri, HttpVersion version) {
                super(method, uri, version);
                old = version == HttpVersion.HTTP_1_0;
            }

            /**
             * Ignores an expectation in HTTP/1.0, whose clients know no interim response (RFC 9110, 10.1.1). Jetty
             * would send 100.
             */
            @Override
            public void parsedHeader(HttpField field) {
                if (!old || field.getHeader() != HttpHeader.EXPECT) {
                    super.parsedHeader(field);
                }
            }

            /** Says nothing of the length in a 304: 0, as Jetty says, is not that of the 200 (RFC 9110, 8.6). */
            @Override
            public void send(
                    MetaData.Request request,
                    MetaData.Response response,
                    boolean last,
                    ByteBuffer content,
                    Callback callback) {
                // Jetty gives no response with what follows the first part of a body.
                boolean notModified = response != null && response.getStatus() == HttpStatus.NOT_MODIFIED_304;
                super.send(request, notModified ? withoutLength(response) : response, last, content, callback);
            }
        }

        private static MetaData.Response withoutLength(MetaData.Response response) {
            HttpFields fields = HttpFields.build(response.getHttpFields())
                    .remove(HttpHeader.CONTENT_LENGTH)
                    .asImmutable();
            return new MetaData.Response(
                    response.getStatus(),
                    response.getReason(),
                    response.getHttpVersion(),
                    fields,
                    -1,
                    response.getTrailersSupplier());
        }
    }
}
