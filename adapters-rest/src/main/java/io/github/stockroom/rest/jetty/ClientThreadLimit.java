package io.github.stockroom.rest.jetty;

import io.github.stockroom.rest.request.Proxies;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ThreadLimitHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Keeps one client from having all threads of the server. A body that comes slowly and an answer that is read slowly
 * each hold one. While more than half are busy, further requests of a client get a quarter at the most; the rest wait
 * without a thread.
 */
public final class ClientThreadLimit extends ThreadLimitHandler {

    private final ServingThreads threads;
    private final Proxies proxies;

    /** @param threads of the server that this handler is for */
    public ClientThreadLimit(ServingThreads threads, Proxies proxies) {
        this.threads = threads;
        this.proxies = proxies;
        setThreadLimit(Math.max(1, threads.max() / 4));
    }

    /** Counts nothing while there are threads enough: it would cost each request 3 µs. */
    @Override
    public boolean onConditionsMet(Request request, Response response, Callback callback) throws Exception {
        return threads.getBusyThreads() > threads.max() / 2
                ? super.onConditionsMet(request, response, callback)
                : nextHandler(request, response, callback);
    }

    @Override
    protected String getRemoteIP(Request request) {
        return clientAddress(proxies, request);
    }

    /** Returns the address of the client, as trusted proxies tell it. */
    public static String clientAddress(Proxies proxies, Request request) {
        return proxies.clientAddress(Request.getRemoteAddr(request), request.getHeaders()::getValuesList);
    }
}
