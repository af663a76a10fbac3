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
import io.github.stockroom.rest.jetty.ClientWatch;
import io.github.stockroom.rest.request.Proxies;
import io.github.stockroom.rest.request.RestSettings;
import io.github.stockroom.rest.route.LeanDispatcherServlet;
import io.github.stockroom.rest.route.Router;
import io.github.stockroom.rest.route.Routes;
import io.github.stockroom.rest.route.UnroutedHandler;
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
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jetty.autoconfigure.JettyServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.CompositeFilter;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.servlet.DispatcherServlet;

/** The way of requests to the handlers: filters in their order, and the places where Spring MVC is bent. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

    @Bean
    Exposure exposure(StockroomSettings settings, ServerProperties server) {
        return Exposure.of(settings, server.getAddress());
    }

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
            UnroutedHandler unrouted,
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
                (request, response) -> new Exchange(request, response, rest, proxies, transfer),
                unrouted));
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
        return new ShutdownGrace(ShutdownGrace.chosen(settings.shutdownGrace(), exposure.loopbackOnly()));
    }

    @Bean
    ClientWatch clientWatch() {
        return new ClientWatch();
    }
}
