package io.github.stockroom.rest.jetty;

import io.github.stockroom.application.caller.CallerWatch;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Learns that a client closed its connection while a thread works on its request. Looks every {@link #INTERVAL_MILLIS}
 * while there is something to watch, so work that is shorter costs nothing but an entry in a set. Belongs directly
 * around the servlets, in whose thread it notes the connection. Watches neither connections with TLS nor requests that
 * waited for their body, which are served in another thread. The reads that are watched have no body. Thread-safe.
 */
public final class ClientWatch extends Handler.Wrapper implements CallerWatch {

    static final int INTERVAL_MILLIS = 250;

    /** One looks, and one may be waiting for a database that is slow to cancel. */
    private static final int THREADS = 2;

    private static final Watch NOTHING = () -> {};

    private final ThreadLocal<@Nullable EndPoint> current = new ThreadLocal<>();
    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(THREADS, work -> {
        var thread = new Thread(work, "client-watch");
        thread.setDaemon(true);
        return thread;
    });

    private static final class Watched {

        private final WatchedEndPoint connection;
        private final Runnable cancel;

        Watched(WatchedEndPoint connection, Runnable cancel) {
            this.connection = connection;
            this.cancel = cancel;
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        current.set(request.getConnectionMetaData().getConnection().getEndPoint());
        try {
            return super.handle(request, response, callback);
        } finally {
            current.remove();
        }
    }

    @Override
    public Watch watch(Runnable cancel) {
        EndPoint endPoint = current.get();
        while (endPoint instanceof EndPoint.Wrapper wrapper) { // TLS
            endPoint = wrapper.unwrap();
        }
        if (!(endPoint instanceof WatchedEndPoint connection)) {
            return NOTHING;
        }
        var entry = new Watched(connection, cancel);
        watched.add(entry);
        lookSoon();
        return () -> watched.remove(entry);
    }

    @Override
    protected void doStop() throws Exception {
        threads.shutdown();
        super.doStop();
    }

    private void lookSoon() {
        if (looking.compareAndSet(false, true)) {
            threads.schedule(this::look, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        looking.set(false);
        for (Watched entry : watched) {
            if (entry.connection.isClosedByClient() && watched.remove(entry)) {
                threads.execute(entry.cancel);
            }
        }
        if (!watched.isEmpty()) {
            lookSoon();
        }
    }
}
