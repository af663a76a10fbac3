package io.github.stockroom.rest.openapi;

import io.github.stockroom.operations.MediaTypes;
import io.github.stockroom.operations.Operations;
import io.github.stockroom.rest.exchange.Exchange;
import io.github.stockroom.rest.route.Route;
import io.github.stockroom.rest.route.Routes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import org.springframework.stereotype.Component;
import tools.jackson.core.io.JsonStringEncoder;

/** The document, in both spellings. The server that it names is the one that was asked. */
@Component
final class OpenApiRoutes implements Routes {

    /** The URL of the server in the files. */
    static final String SERVER = "http://localhost:8000";

    private final JarFile json = new JarFile("openapi.json", MediaTypes.JSON);
    private final JarFile yaml = new JarFile("openapi.yaml", MediaTypes.YAML);

    @Override
    public List<Route> routes() {
        return List.of(
                new Route(Operations.OPENAPI_JSON, http -> respond(http, json)),
                new Route(Operations.OPENAPI_YAML, http -> respond(http, yaml)));
    }

    private static void respond(Exchange http, JarFile file) {
        byte[] document = document(file, http.baseUrl());
        var checksum = new CRC32();
        checksum.update(document);
        long version = checksum.getValue() + 1;
        http.entityTag(version).header("Cache-Control", "no-cache");
        if (http.isHeldByClient(version)) {
            http.status(304).end();
        } else {
            http.end(file.type(), document);
        }
    }

    private static byte[] document(JarFile file, String server) {
        // In YAML, too, text in double quotes is escaped as in JSON.
        String quoted = '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(server)) + '"';
        return new String(file.bytes(), StandardCharsets.UTF_8)
                .replace('"' + SERVER + '"', quoted)
                .getBytes(StandardCharsets.UTF_8);
    }
}
