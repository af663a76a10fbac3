package io.github.stockroom.rest.jetty;

import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Counts the requests that are being served, which Spring Boot waits for when it stops. Jetty's own handler measures a
 * dozen things more, which the service does not report.
 */
public final class RequestsInFlight extends StatisticsHandler {

    private final AtomicInteger active = new AtomicInteger();

    @Override
    public int getRequestsActive() {
        return active.get();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Handler next = getHandler();
        if (next == null) {
            return false;
        }
        active.incrementAndGet();
        Callback counted = Callback.from(callback, active::decrementAndGet);
        try {
            boolean handled = next.handle(request, response, counted);
            if (!handled) {
                active.decrementAndGet();
            }
            return handled;
        } catch (Throwable e) { // as the server would, but counted
            counted.failed(e);
            return true;
        }
    }
}
