package io.github.stockroom.rest.openapi;

import io.github.stockroom.rest.http.Exchange;
import io.github.stockroom.rest.http.PageHeaders;
import io.github.stockroom.rest.problem.Problems;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The page that shows the document, with all that it needs from this jar; and the addresses it had in the earlier systems. */
@RestController
final class DocsController {

    /** Nothing from elsewhere, nothing inline. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final MediaType SCRIPT = new MediaType("text", "javascript");
    private static final MediaType STYLE = new MediaType("text", "css");

    private final JarFile page = new JarFile("docs.html", MediaType.TEXT_HTML);
    private final Map<String, JarFile> files = Map.of(
            "docs.js", new JarFile("docs.js", SCRIPT),
            "docs.css", new JarFile("docs.css", STYLE),
            "swagger-ui-bundle.js", new JarFile("swagger-ui-bundle.js", SCRIPT),
            "swagger-ui.css", new JarFile("swagger-ui.css", STYLE));

    @GetMapping("/docs")
    void page(Exchange http) {
        http.requireAccepts(MediaType.TEXT_HTML);
        http.requireNoParameters();
        // Relative links would lead elsewhere from /docs/ than from /docs, and the service may stand below a path.
        String prefix = URI.create(http.baseUrl()).getRawPath();
        String html = new String(page.bytes(), StandardCharsets.UTF_8).replace("{prefix}", prefix);
        PageHeaders.page(http, POLICY)
                .header("Cache-Control", "no-cache")
                .end("text/html", html.getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/docs/{file}")
    void file(@PathVariable String file, Exchange http) {
        JarFile found = files.get(file);
        if (found == null) {
            throw Problems.notFound().exception();
        }
        found.reply(PageHeaders.asset(http));
    }

    @GetMapping({"/swagger", "/redoc", "/api/v1/docs"})
    void earlierPages(Exchange http) {
        moved(http, "/docs");
    }

    @GetMapping({"/swagger.json", "/api/v1/api_schema"})
    void earlierDocuments(Exchange http) {
        moved(http, "/openapi.json");
    }

    private static void moved(Exchange http, String path) {
        http.status(308).notStored().header("Location", http.baseUrl() + path).end();
    }
}
