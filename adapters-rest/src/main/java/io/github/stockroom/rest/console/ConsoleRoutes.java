package io.github.stockroom.rest.console;

import io.github.stockroom.operations.Operations;
import io.github.stockroom.rest.exchange.Exchange;
import io.github.stockroom.rest.exchange.PageHeaders;
import io.github.stockroom.rest.problem.Problems;
import io.github.stockroom.rest.route.Route;
import io.github.stockroom.rest.route.Routes;
import java.net.URI;
import java.util.List;
import org.springframework.stereotype.Component;

/** Serves the console. What it shows, it asks the public API for, like any other front end. */
@Component
record ConsoleRoutes(ConsoleSettings settings) implements Routes {

    /** Nothing but this service's own files and answers; Lit's templates are the only HTML that scripts may make. */
    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types lit-html");

    /** Read at the first request: neither a start nor a service without visitors to the console should wait for it. */
    private static final class Loaded {
        private static final Console CONSOLE = Console.load();
    }

    @Override
    public List<Route> routes() {
        return settings.enabled()
                ? List.of(
                        new Route(Operations.CONSOLE, ConsoleRoutes::page),
                        new Route(Operations.CONSOLE_ASSET, ConsoleRoutes::asset))
                : List.of(Route.disabled(Operations.CONSOLE), Route.disabled(Operations.CONSOLE_ASSET));
    }

    private static void page(Exchange http) {
        String prefix = URI.create(http.baseUrl()).getRawPath();
        PageHeaders.page(http, CONTENT_SECURITY_POLICY)
                .header("Cache-Control", "no-cache")
                .end("text/html;charset=utf-8", Loaded.CONSOLE.page(prefix));
    }

    private static void asset(Exchange http) {
        Asset asset = Loaded.CONSOLE.asset(http.variable());
        if (asset == null) {
            throw Problems.notFound().exception();
        }
        http.accepted(List.of(asset.type()));
        PageHeaders.asset(http)
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .end(asset.type(), asset.content());
    }
}
