package io.github.stockroom.rest.jetty;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Accepts connections that {@link ClientWatch} can watch. */
public final class WatchedConnector extends ServerConnector {

    /**
     * @param acceptors threads that accept connections; -1: as Jetty thinks best
     * @param selectors threads that look for requests; -1: as Jetty thinks best
     */
    public WatchedConnector(Server server, int acceptors, int selectors, HttpConnectionFactory http) {
        super(server, acceptors, selectors, http);
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        var endPoint = new WatchedEndPoint(channel, selector, key, getScheduler(), getExecutor());
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
    }
}
