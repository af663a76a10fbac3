package io.github.stockroom.bootstrap;

import io.github.stockroom.rest.body.Quota;
import io.github.stockroom.rest.body.Transfer;
import io.github.stockroom.rest.filter.StrictTransport;
import io.github.stockroom.rest.jetty.BodyHandler;
import io.github.stockroom.rest.jetty.BrokenOffConnections;
import io.github.stockroom.rest.jetty.ClientThreadLimit;
import io.github.stockroom.rest.jetty.ClientWatch;
import io.github.stockroom.rest.jetty.DeferredResponses;
import io.github.stockroom.rest.jetty.LoadShedding;
import io.github.stockroom.rest.jetty.ProblemErrorHandler;
import io.github.stockroom.rest.jetty.RequestFraming;
import io.github.stockroom.rest.jetty.RequestsInFlight;
import io.github.stockroom.rest.jetty.SerializedHttpConnectionFactory;
import io.github.stockroom.rest.jetty.ServingThreads;
import io.github.stockroom.rest.jetty.SlowConnections;
import io.github.stockroom.rest.jetty.WatchedConnector;
import io.github.stockroom.rest.request.Proxies;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Function;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jetty.JettyServerCustomizer;
import org.springframework.boot.jetty.autoconfigure.JettyServerProperties;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/** The server: its threads and connections, and the handlers in front of the servlets. */
@Configuration(proxyBeanMethods = false)
class JettyConfiguration {

    private static final Duration IDLE_AT_THE_LIMIT = Duration.ofSeconds(1);

    /**
     * The time for which a client may pause while the service stops; Jetty's one second would cut off every slow one.
     */
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(18);

    /**
     * The number of connections that may wait to be accepted. Beyond Java's 50 a client would try again after a second.
     */
    private static final int ACCEPT_QUEUE = 1_024;

    /** Spring Boot's, with connections that can be watched. It makes another connector for TLS, which is not. */
    @Bean
    JettyServletWebServerFactory webServerFactory(ObjectProvider<JettyServerCustomizer> customizers) {
        var factory = new JettyServletWebServerFactory() {
            @Override
            protected AbstractConnector createConnector(InetSocketAddress address, Server server) {
                var connector =
                        new WatchedConnector(server, getAcceptors(), getSelectors(), new HttpConnectionFactory());
                connector.setHost(address.getHostString());
                connector.setPort(address.getPort());
                return connector;
            }
        };
        factory.getServerCustomizers().addAll(customizers.orderedStream().toList());
        return factory;
    }

    /**
     * Starts the server after all beans that may stop the start: a server that is half up would report their failure
     * again, with its stack trace. The server answers no request before there is an administrator.
     */
    @Bean
    @DependsOn({"dataSource", "jwtKeys", "firstAdministrator"})
    WebServerFactoryCustomizer<JettyServletWebServerFactory> jetty(
            StockroomSettings settings,
            Exposure exposure,
            StrictTransport strictTransport,
            Proxies proxies,
            Transfer transfer,
            ClientWatch watch,
            ShutdownGrace shutdownGrace,
            JettyServerProperties jetty,
            MeterRegistry metrics) {
        return factory -> {
            if (exposure.loopbackOnly()) {
                factory.setAddress(InetAddress.getLoopbackAddress());
            }
            Function<Request, String> clients = request -> ClientThreadLimit.clientAddress(proxies, request);
            long unread = settings.response().memory().toBytes();
            var threads = threads(factory, settings.database().poolSize());
            factory.setThreadPool(threads);
            transfer.streams().onWaiting(threads::setWaiting);
            var problems = new ProblemErrorHandler(strictTransport);
            var shedding = new LoadShedding(threads::waitedNanos, problems);
            FunctionCounter.builder("stockroom.requests.shed", shedding, LoadShedding::refused)
                    .description("Requests that were refused because they waited too long for a thread")
                    .register(metrics);
            factory.addServerCustomizers(
                    server -> answerWithProblems(server, problems),
                    JettyConfiguration::lookForNothingElse,
                    server -> server.insertHandler(new DeferredResponses(new Quota(unread, unread / 4), clients)),
                    server -> server.insertHandler(watch),
                    server -> server.insertHandler(new BrokenOffConnections()),
                    server -> server.insertHandler(new ResponseCompression()),
                    server -> server.insertHandler(new ClientThreadLimit(threads, proxies)),
                    server -> server.insertHandler(
                            new BodyHandler(transfer.space(), settings.request().pace(), clients)),
                    server -> server.insertHandler(shedding),
                    JettyConfiguration::countRequestsInFlight,
                    shutdownGrace::applyTo,
                    server -> closeSlowConnections(server, settings),
                    server -> limitConnections(server, jetty.getMaxConnections()));
        };
    }

    /**
     * In place of Spring Boot's limit, which does not know the connector for TLS. At the limit, idle connections close
     * to make room.
     *
     * @param max negative: no limit
     */
    private static void limitConnections(Server server, int max) {
        if (max < 0) {
            return;
        }
        server.getBeans(NetworkConnectionLimit.class).forEach(server::removeBean);
        var limit = new NetworkConnectionLimit(max, server.getConnectors());
        limit.setEndPointIdleTimeout(IDLE_AT_THE_LIMIT.toMillis());
        server.addBean(limit);
    }

    private static void closeSlowConnections(Server server, StockroomSettings settings) {
        ResponseSettings response = settings.response();
        server.addBean(new SlowConnections(
                server,
                settings.request().headerTime(),
                response.stallTime(),
                response.rate().toBytes()));
    }

    /**
     * As many as can be at the database, and two for each processor that read requests and write answers. Many requests
     * that want to run at once would keep the compiler from making them cheap; Linux hears of a priority only if the
     * JVM is told to pass it on, as in the image.
     */
    private static ServingThreads threads(JettyServletWebServerFactory factory, int connections) {
        var configured = factory.getThreadPool() instanceof QueuedThreadPool pool ? pool : new QueuedThreadPool();
        var threads = new ServingThreads(
                configured, connections + 2 * Runtime.getRuntime().availableProcessors());
        threads.setThreadsPriority(Thread.MIN_PRIORITY);
        return threads;
    }

    private static void answerWithProblems(Server server, ProblemErrorHandler problems) {
        server.setErrorHandler(problems);
        for (var connector : server.getConnectors()) {
            if (connector instanceof ServerConnector tcp) {
                tcp.setAcceptQueueSize(ACCEPT_QUEUE);
            }
            if (connector instanceof AbstractConnector open) {
                open.setShutdownIdleTimeout(DRAIN_TIMEOUT.toMillis());
                var http = open.getConnectionFactory(HttpConnectionFactory.class);
                if (http != null) {
                    http.getHttpConfiguration().setSendServerVersion(false);
                    // Each connection would keep 53 KB for it: 4,000 idle ones filled a heap of 256 MB.
                    http.getHttpConfiguration().setHeaderCacheSize(0);
                    RequestFraming.applyTo(http.getHttpConfiguration());
                    open.addConnectionFactory(new SerializedHttpConnectionFactory(http.getHttpConfiguration()));
                }
            }
        }
    }

    /** No session, and no filters remembered by path: each record has one of its own, while the filters are one. */
    private static void lookForNothingElse(Server server) {
        for (var context : server.getDescendants(ServletContextHandler.class)) {
            context.setSessionHandler(new NoSessions());
            context.getServletHandler().setFilterChainsCached(false);
        }
    }

    /**
     * Spring Boot waits for them at the end: it looks for a handler that counts, and brings one only by its own
     * setting.
     */
    private static void countRequestsInFlight(Server server) {
        server.insertHandler(new RequestsInFlight());
    }
}
