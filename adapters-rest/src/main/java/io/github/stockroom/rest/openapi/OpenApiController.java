package io.github.stockroom.rest.openapi;

import io.github.stockroom.rest.http.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.io.JsonStringEncoder;

/** The document, in both spellings. The server that it names is the one that was asked. */
@RestController
final class OpenApiController {

    /** What the files say. */
    static final String SERVER = "http://localhost:8000";

    private static final MediaType YAML = new MediaType("application", "yaml");

    private final JarFile json = new JarFile("openapi.json", MediaType.APPLICATION_JSON);
    private final JarFile yaml = new JarFile("openapi.yaml", YAML);

    @GetMapping("/openapi.json")
    void json(Exchange http) {
        reply(http, json, MediaType.APPLICATION_JSON);
    }

    @GetMapping("/openapi.yaml")
    void yaml(Exchange http) {
        reply(http, yaml, YAML);
    }

    private static void reply(Exchange http, JarFile file, MediaType type) {
        http.requireAccepts(type);
        http.requireNoParameters();
        byte[] document = document(file, http.baseUrl());
        var checksum = new CRC32();
        checksum.update(document);
        long version = checksum.getValue() + 1;
        http.entityTag(version).header("Cache-Control", "no-cache");
        if (http.isHeldByClient(version)) {
            http.status(304).end();
        } else {
            http.end(type.toString(), document);
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
