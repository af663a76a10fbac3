package io.github.stockroom.rest.service;

import io.github.stockroom.rest.body.Sha256;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.web.util.HtmlUtils;

/**
 * The page that a browser gets at the root and at addresses that do not exist: where the console and the documents are.
 */
final class LinksPage {

    private static final String STYLE = """
            :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
            body { margin: 0; background: light-dark(#f5f6f8, #0e1116); color: light-dark(#1a1f26, #e7eaee); }
            main { max-width: 36rem; margin: 10vh auto; padding: 0 1.25rem; }
            h1 { font-size: 1.5rem; line-height: 1.2; }
            ul { padding: 0; list-style: none; }
            li { margin-block: 0.5rem; }
            a { color: light-dark(#0b5cad, #79b8ff); font-weight: 500; }
            """;

    /** The one style sheet in the page is named by its digest: the policy admits no other. */
    static final String POLICY = "default-src 'none'; style-src 'sha256-"
            + Base64.getEncoder().encodeToString(Sha256.digest().digest(STYLE.getBytes(StandardCharsets.UTF_8)))
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta name="color-scheme" content="light dark">
            <title>%1$s</title>
            <style>%4$s</style>
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

    private LinksPage() {}

    /**
     * @param heading in plain text
     * @param baseUrl of the service, which may stand below a path
     * @param hasConsole false: the page does not name it
     */
    static String html(String heading, String baseUrl, boolean hasConsole) {
        String prefix = HtmlUtils.htmlEscape(URI.create(baseUrl).getRawPath());
        String console = hasConsole ? CONSOLE.formatted(prefix) : "";
        return PAGE.formatted(HtmlUtils.htmlEscape(heading), console, prefix, STYLE);
    }
}
