package io.github.stockroom.rest.console;

import io.github.stockroom.rest.http.Exchange;
import io.github.stockroom.rest.http.PageHeaders;
import io.github.stockroom.rest.problem.Problems;
import java.net.URI;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Serves the console. What it shows, it asks the public API for, like any other front end. */
@RestController
final class ConsoleController {

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

    private final ConsoleSettings settings;

    ConsoleController(ConsoleSettings settings) {
        this.settings = settings;
    }

    @GetMapping("/console")
    void page(Exchange http) {
        requireEnabled();
        http.requireNoParameters();
        http.requireAccepts(MediaType.TEXT_HTML);
        String prefix = URI.create(http.baseUrl()).getRawPath();
        PageHeaders.page(http, CONTENT_SECURITY_POLICY)
                .header("Cache-Control", "no-cache")
                .end("text/html;charset=utf-8", Loaded.CONSOLE.page(prefix));
    }

    @GetMapping("/console/assets/{name}")
    void asset(@PathVariable String name, Exchange http) {
        requireEnabled();
        http.requireNoParameters();
        Asset asset = Loaded.CONSOLE.asset(name);
        if (asset == null) {
            throw Problems.notFound().exception();
        }
        http.requireAccepts(asset.type());
        PageHeaders.asset(http)
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .end(asset.type().toString(), asset.content());
    }

    private void requireEnabled() {
        if (!settings.enabled()) {
            throw Problems.notFound().exception();
        }
    }
}
