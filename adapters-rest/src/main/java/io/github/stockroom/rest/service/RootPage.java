package io.github.stockroom.rest.service;

import io.github.stockroom.rest.exchange.Exchange;
import io.github.stockroom.rest.exchange.PageHeaders;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.web.util.HtmlUtils;

/** The page that a browser gets at the root: where the console and the documents are. */
final class RootPage {

    private static final String POLICY =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta name="color-scheme" content="light dark">
            <title>%1$s</title>
            </head>
            <body>
            <main>
            <h1>%1$s</h1>
            <ul>
            %2$s<li><a href="%3$s/docs">Documents of the API</a>, to read and to try it
            <li><a href="%3$s/openapi.json">OpenAPI</a>, for generators of clients
            </ul>
            </main>
            </body>
            </html>
            """;

    private static final String CONSOLE =
            "<li><a href=\"%s/console\">Console</a>, to look at records and change them\n";

    private RootPage() {}

    /** @param hasConsole false: the page does not name it */
    static void send(Exchange http, String message, boolean hasConsole) {
        // The service may stand below a path.
        String prefix = HtmlUtils.htmlEscape(URI.create(http.baseUrl()).getRawPath());
        String console = hasConsole ? CONSOLE.formatted(prefix) : "";
        String page = PAGE.formatted(HtmlUtils.htmlEscape(message), console, prefix);
        PageHeaders.page(http, POLICY).end("text/html;charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }
}
