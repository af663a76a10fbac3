package io.github.stockroom.bootstrap;

import java.time.Duration;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Serves on for a while after SIGTERM. Readiness is off by then, and load balancers need some probes to notice; one
 * that does not repeat requests would fail what it still sends. Meanwhile each connection closes behind its next
 * response, which the response announces, so that clients of long connections go elsewhere too. Stops ahead of the
 * server, which has the highest phase but this.
 */
final class ShutdownGrace implements SmartLifecycle {

    /** Three probes of HAProxy, or two of a load balancer on AWS every five seconds. */
    private static final Duration DEFAULT = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(ShutdownGrace.class);

    private final Duration grace;
    private @Nullable Server server;
    private volatile boolean running;

    ShutdownGrace(Duration grace) {
        this.grace = grace;
    }

    /** Returns the time that was set, else the default: none where no load balancer can be. */
    static Duration chosen(@Nullable Duration set, boolean loopbackOnly) {
        if (set != null) {
            return set;
        }
        return loopbackOnly ? Duration.ZERO : DEFAULT;
    }

    void applyTo(Server served) {
        server = served;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        if (server == null || grace.isZero()) {
            return;
        }
        log.info("Not ready any more; requests are served for another {} s", grace.toSeconds());
        for (Connector connector : server.getConnectors()) {
            var http = connector.getConnectionFactory(HttpConnectionFactory.class);
            if (http != null) {
                http.getHttpConfiguration().setPersistentConnectionsEnabled(false);
            }
        }
        try {
            Thread.sleep(grace.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
