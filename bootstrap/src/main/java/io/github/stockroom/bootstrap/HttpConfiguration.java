package io.github.stockroom.bootstrap;

import static java.util.Objects.requireNonNull;

import io.github.stockroom.application.idempotency.IdempotentResponses;
import io.github.stockroom.application.session.ExternalCallers;
import io.github.stockroom.application.session.Sessions;
import io.github.stockroom.domain.access.AccessPolicy;
import io.github.stockroom.operations.Operations;
import io.github.stockroom.rest.audit.AuditLog;
import io.github.stockroom.rest.body.BodyAwaitingFilter;
import io.github.stockroom.rest.body.BodySpace;
import io.github.stockroom.rest.body.Quota;
import io.github.stockroom.rest.body.SpoolFiles;
import io.github.stockroom.rest.body.StreamPermits;
import io.github.stockroom.rest.body.Transfer;
import io.github.stockroom.rest.console.ConsoleSettings;
import io.github.stockroom.rest.exchange.Exchange;
import io.github.stockroom.rest.exchange.Idempotency;
import io.github.stockroom.rest.filter.CorsFilter;
import io.github.stockroom.rest.filter.ExchangeFilter;
import io.github.stockroom.rest.filter.ExchangeLogFilter;
import io.github.stockroom.rest.filter.FailureFilter;
import io.github.stockroom.rest.filter.HostFilter;
import io.github.stockroom.rest.filter.PathGuardFilter;
import io.github.stockroom.rest.filter.RecentWriters;
import io.github.stockroom.rest.filter.ReplicaFilter;
import io.github.stockroom.rest.filter.ReplicaReads;
import io.github.stockroom.rest.filter.StrictTransport;
import io.github.stockroom.rest.filter.TrailingSlashFilter;
import io.github.stockroom.rest.jetty.BodyHandler;
import io.github.stockroom.rest.jetty.BrokenOffConnections;
import io.github.stockroom.rest.jetty.ClientThreadLimit;
import io.github.stockroom.rest.jetty.ClientWatch;
import io.github.stockroom.rest.jetty.DeferredResponses;
import io.github.stockroom.rest.jetty.ProblemErrorHandler;
import io.github.stockroom.rest.jetty.RequestFraming;
import io.github.stockroom.rest.jetty.RequestsInFlight;
import io.github.stockroom.rest.jetty.SerializedHttpConnectionFactory;
import io.github.stockroom.rest.jetty.ServingThreads;
import io.github.stockroom.rest.jetty.SlowConnections;
import io.github.stockroom.rest.jetty.WatchedConnector;
import io.github.stockroom.rest.request.Proxies;
import io.github.stockroom.rest.request.RestSettings;
import io.github.stockroom.rest.route.LeanDispatcherServlet;
import io.github.stockroom.rest.route.Router;
import io.github.stockroom.rest.route.Routes;
import io.github.stockroom.rest.security.AccessFilter;
import io.github.stockroom.rest.security.ApiKeyCheck;
import io.github.stockroom.rest.security.CallerFilter;
import io.github.stockroom.rest.security.JwtKeys;
import io.github.stockroom.rest.security.MetricsNetworks;
import io.github.stockroom.rest.security.RateLimitFilter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jetty.JettyServerCustomizer;
import org.springframework.boot.jetty.autoconfigure.JettyServerProperties;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.web.filter.CompositeFilter;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.servlet.DispatcherServlet;

/** The way of requests to the handlers: server, filters in their order, and the places where Spring MVC is bent. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

    /**
     * The time for which a client may pause while the service stops; Jetty's one second would cut off every slow one.
     */
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(18);

    @Bean
    Exposure exposure(StockroomSettings settings, ServerProperties server) {
        return Exposure.of(settings, server.getAddress());
    }

    /**
     * The number of connections that may wait to be accepted. Beyond Java's 50 a client would try again after a second.
     */
    private static final int ACCEPT_QUEUE = 1_024;

    @Bean
    RestSettings restSettings(StockroomSettings settings, Exposure exposure) {
        return settings.rest(exposure);
    }

    @Bean
    ConsoleSettings consoleSettings(StockroomSettings settings) {
        return new ConsoleSettings(settings.console().enabled());
    }

    @Bean
    Proxies proxies(RestSettings rest, StockroomSettings settings) {
        return new Proxies(rest, settings.proxyHeaders());
    }

    @Bean
    StrictTransport strictTransport(Proxies proxies, StockroomSettings settings) {
        return new StrictTransport(proxies, settings.hstsMaxAge());
    }

    @Bean
    Idempotency idempotency(
            IdempotentResponses responses, JwtKeys keys, RestSettings rest, StockroomSettings settings) {
        return new Idempotency(
                responses,
                keys.digest("idempotency"),
                rest,
                settings.idempotency().anonymousScope(),
                Clock.systemUTC());
    }

    /**
     * In this order, and as one: for each filter that it knows of, Jetty looks behind all wrappers for its own request.
     */
    @Bean
    FilterRegistrationBean<Filter> filters(
            StockroomSettings settings,
            RestSettings rest,
            Exposure exposure,
            StrictTransport strictTransport,
            Proxies proxies,
            Sessions sessions,
            ExternalCallers external,
            ApiKeyCheck apiKeys,
            AccessPolicy policy,
            MeterRegistry metrics,
            List<Routes> routes,
            ObjectProvider<ReplicaReads> replica,
            Transfer transfer) {
        List<Filter> filters = new ArrayList<>(List.of(
                new BodyAwaitingFilter(),
                new RequestTimer(metrics),
                new ExchangeFilter(strictTransport),
                new ExchangeLogFilter(proxies),
                new FailureFilter(),
                new HostFilter(exposure.hosts(), proxies),
                new CorsFilter(rest),
                new PathGuardFilter(),
                new TrailingSlashFilter()));
        int quota = settings.rate().requestsPerSecond();
        if (quota > 0) {
            filters.add(new RateLimitFilter(quota, proxies, System::nanoTime));
        }
        filters.add(new CallerFilter(sessions, external, apiKeys, AuditLog.firstSights(proxies)));
        filters.add(
                new AccessFilter(policy, new MetricsNetworks(settings.metrics().networks(), proxies)));
        replica.ifAvailable(
                reads -> filters.add(new ReplicaFilter(reads, new RecentWriters(System::nanoTime), proxies)));
        filters.add(new Router(
                Operations.ALL,
                routes.stream().flatMap(part -> part.routes().stream()).toList(),
                (request, response) -> new Exchange(request, response, rest, proxies, transfer)));
        var composite = new CompositeFilter();
        composite.setFilters(filters);
        var registration = new FilterRegistrationBean<Filter>(composite);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        return registration;
    }

    /** In the place of Spring Boot's: nothing here asks which request its thread is at. */
    @Bean
    FilterRegistrationBean<RequestContextFilter> noRequestContextFilter() {
        var registration = new FilterRegistrationBean<>(new RequestContextFilter());
        registration.setEnabled(false);
        return registration;
    }

    @Bean
    DispatcherServlet dispatcherServlet() {
        return new LeanDispatcherServlet();
    }

    /**
     * Half of the threads stay free for short requests: a quarter sends long responses, as many more may wait to do so.
     */
    @Bean
    Transfer transfer(StockroomSettings settings, SpoolFiles files, JettyServerProperties server) {
        RequestSettings request = settings.request();
        ResponseSettings response = settings.response();
        int streams =
                Math.max(1, Math.min(response.streams(), server.getThreads().getMax() / 4));
        var space = new BodySpace(
                files,
                request.memory().toBytes(),
                request.spool().toBytes(),
                request.spoolPerClient().toBytes());
        return new Transfer(space, new StreamPermits(streams, response.streamsPerClient()));
    }

    @Bean
    SpoolFiles spoolFiles(StockroomSettings settings) {
        try {
            return new SpoolFiles(requireNonNull(settings.request().spoolDir()));
        } catch (IOException e) {
            throw new SettingException("stockroom.request.spool-dir cannot be used: " + e.getMessage() + ".");
        }
    }

    @Bean
    ShutdownGrace shutdownGrace(StockroomSettings settings, Exposure exposure) {
        Duration grace = settings.shutdownGrace();
        if (grace != null) {
            return new ShutdownGrace(grace);
        }
        return new ShutdownGrace(exposure.loopbackOnly() ? Duration.ZERO : ShutdownGrace.DEFAULT);
    }

    @Bean
    ClientWatch clientWatch() {
        return new ClientWatch();
    }

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
            ShutdownGrace shutdownGrace) {
        return factory -> {
            if (exposure.loopbackOnly()) {
                factory.setAddress(InetAddress.getLoopbackAddress());
            }
            Function<Request, String> clients = request -> ClientThreadLimit.clientAddress(proxies, request);
            long unread = settings.response().memory().toBytes();
            var threads = threads(factory, settings.database().poolSize());
            factory.setThreadPool(threads);
            transfer.streams().onWaiting(threads::setWaiting);
            factory.addServerCustomizers(
                    server -> answerWithProblems(server, strictTransport),
                    HttpConfiguration::lookForNothingElse,
                    server -> server.insertHandler(new DeferredResponses(new Quota(unread, unread / 4), clients)),
                    server -> server.insertHandler(watch),
                    server -> server.insertHandler(new BrokenOffConnections()),
                    server -> server.insertHandler(new ResponseCompression()),
                    server -> server.insertHandler(new ClientThreadLimit(threads, proxies)),
                    server -> server.insertHandler(
                            new BodyHandler(transfer.space(), settings.request().pace(), clients)),
                    HttpConfiguration::countRequestsInFlight,
                    shutdownGrace::applyTo,
                    server -> closeSlowConnections(server, settings));
        };
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

    private static void answerWithProblems(Server server, StrictTransport strictTransport) {
        server.setErrorHandler(new ProblemErrorHandler(strictTransport));
        for (var connector : server.getConnectors()) {
            if (connector instanceof ServerConnector tcp) {
                tcp.setAcceptQueueSize(ACCEPT_QUEUE);
            }
            if (connector instanceof AbstractConnector open) {
                open.setShutdownIdleTimeout(DRAIN_TIMEOUT.toMillis());
                var http = open.getConnectionFactory(HttpConnectionFactory.class);
                if (http != null) {
                    http.getHttpConfiguration().setSendServerVersion(false);
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
