package io.github.stockroom.rest.jetty;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;

/**
 * Closes connections whose client sends the header fields of a request, or reads a response, too slowly. Jetty alone
 * ends what stands still; a byte now and then would keep a connection, and the thread behind it, for ever. Costs
 * requests nothing: once a second it looks at what the connections do.
 */
public final class SlowConnections extends AbstractLifeCycle {

    /**
     * The time for which a client may read more slowly: networks pause, and a part counts once it is taken as a whole.
     */
    static final Duration GRACE = Duration.ofSeconds(30);

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** Since when a response waits for its client, and how much had been sent then. */
    private record Unread(long since, long sent) {}

    private final Server server;
    private final Duration headerTime;
    private final Duration stallTime;
    private final long bytesPerSecond;
    private Map<EndPoint, Unread> unread = new HashMap<>();

    /**
     * @param headerTime in which all header fields of a request are to arrive
     * @param stallTime after which a response is given up of which the client read nothing
     * @param bytesPerSecond the least average rate at which a response is to be read, once {@link #GRACE} has passed
     */
    public SlowConnections(Server server, Duration headerTime, Duration stallTime, long bytesPerSecond) {
        this.server = server;
        this.headerTime = headerTime;
        this.stallTime = stallTime;
        this.bytesPerSecond = bytesPerSecond;
    }

    @Override
    protected void doStart() {
        EverySecond.run(server, this, this::closeSlow);
    }

    private void closeSlow() {
        long now = System.nanoTime();
        Map<EndPoint, Unread> still = new HashMap<>();
        for (Connector connector : server.getConnectors()) {
            for (EndPoint endPoint : connector.getConnectedEndPoints()) {
                if (endPoint instanceof AbstractEndPoint open && http(open) instanceof HttpConnection connection) {
                    look(open, connection, now, still);
                }
            }
        }
        unread = still;
    }

    private void look(AbstractEndPoint endPoint, HttpConnection http, long now, Map<EndPoint, Unread> still) {
        if (isInHeader(http.getParser()) && now - http.getParser().getBeginNanoTime() > headerTime.toNanos()) {
            endPoint.close(new TimeoutException("the header fields came too slowly"));
        } else if (endPoint.getWriteFlusher().isPending()) {
            Unread before = unread.getOrDefault(endPoint, new Unread(now, http.getBytesOut()));
            if (isSlow(endPoint, before, now, http.getBytesOut())) {
                endPoint.close(new TimeoutException("the response is read too slowly"));
            } else {
                still.put(endPoint, before);
            }
        }
    }

    private boolean isSlow(AbstractEndPoint endPoint, Unread before, long now, long sent) {
        long due = (now - before.since() - GRACE.toNanos()) / SECOND * bytesPerSecond;
        return endPoint.getIdleFor() > stallTime.toMillis() || sent - before.sent() < due;
    }

    private static boolean isInHeader(HttpParser parser) {
        HttpParser.State state = parser.getState();
        return state.ordinal() > HttpParser.State.START.ordinal()
                && state.ordinal() < HttpParser.State.CONTENT.ordinal();
    }

    private static Connection http(EndPoint endPoint) {
        Connection connection = endPoint.getConnection();
        return connection instanceof SslConnection tls ? tls.getSslEndPoint().getConnection() : connection;
    }
}
