package io.github.stockroom.rest.jetty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Resets the connection of an HTTP/1.0 client whose response breaks off. Such a body ends where the connection ends, so
 * an ordinary close would make a part look like the whole. HTTP/1.1 clients miss the last chunk. Proxies such as nginx
 * speak HTTP/1.0 by default.
 */
public final class BrokenOffConnections extends Handler.Wrapper {

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_1_0) {
            return super.handle(request, response, callback);
        }
        return super.handle(request, response, Callback.from(callback::succeeded, failure -> {
            if (response.isCommitted()) {
                resetAtClose(request.getConnectionMetaData().getConnection().getEndPoint());
            }
            callback.failed(failure);
        }));
    }

    private static void resetAtClose(EndPoint endPoint) {
        if (endPoint.getTransport() instanceof SocketChannel channel && channel.isOpen()) {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
