package io.github.stockroom.rest.openapi;

import io.github.stockroom.operations.MediaTypes;
import io.github.stockroom.operations.Operation;
import io.github.stockroom.operations.Operations;
import io.github.stockroom.rest.console.ConsoleSettings;
import io.github.stockroom.rest.exchange.Exchange;
import io.github.stockroom.rest.exchange.PageHeaders;
import io.github.stockroom.rest.problem.Problems;
import io.github.stockroom.rest.route.Route;
import io.github.stockroom.rest.route.Routes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The page that shows the document, with all that it needs from this jar; and the addresses it had in the earlier
 * systems.
 */
@Component
final class DocsRoutes implements Routes {

    /** Nothing from elsewhere, nothing inline. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String SCRIPT = "text/javascript";
    private static final String STYLE = "text/css";

    private static final String CONSOLE = "<a href=\"{prefix}/console\">Console</a>\n";

    private final ConsoleSettings console;
    private final JarFile page = new JarFile("docs.html", MediaTypes.HTML);
    private final Map<String, JarFile> files = Map.of(
            "docs.js", new JarFile("docs.js", SCRIPT),
            "docs.css", new JarFile("docs.css", STYLE),
            "swagger-ui-bundle.js", new JarFile("swagger-ui-bundle.js", SCRIPT),
            "swagger-ui.css", new JarFile("swagger-ui.css", STYLE));

    DocsRoutes(ConsoleSettings console) {
        this.console = console;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route(Operations.DOCS, this::page),
                new Route(Operations.DOCS_FILE, this::file),
                moved(Operations.SWAGGER, Operations.DOCS),
                moved(Operations.REDOC, Operations.DOCS),
                moved(Operations.EARLIER_DOCS, Operations.DOCS),
                moved(Operations.SWAGGER_JSON, Operations.OPENAPI_JSON),
                moved(Operations.EARLIER_SCHEMA, Operations.OPENAPI_JSON));
    }

    private void page(Exchange http) {
        // Relative links would lead elsewhere from /docs/ than from /docs, and the service may stand below a path.
        String prefix = URI.create(http.baseUrl()).getRawPath();
        String html = new String(page.bytes(), StandardCharsets.UTF_8)
                .replace("{console}", console.enabled() ? CONSOLE : "")
                .replace("{prefix}", prefix);
        PageHeaders.page(http, POLICY)
                .header("Cache-Control", "no-cache")
                .end(MediaTypes.HTML, html.getBytes(StandardCharsets.UTF_8));
    }

    private void file(Exchange http) {
        JarFile found = files.get(http.variable());
        if (found == null) {
            throw Problems.notFound().exception();
        }
        found.respond(PageHeaders.asset(http));
    }

    private static Route moved(Operation from, Operation to) {
        return new Route(
                from,
                http -> http.status(308)
                        .notStored()
                        .header("Location", http.baseUrl() + to.path())
                        .end());
    }
}
