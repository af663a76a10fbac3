package io.github.stockroom.rest.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Compares the OpenAPI files in the jar with the code. With {@code -Dstockroom.openapi=write} it writes them instead;
 * look at what changed before you commit it.
 */
class OpenApiDocumentTest {

    private static final Path FILES = Path.of("src/main/resources/io/github/stockroom/rest/openapi");

    /** The same files for later modules of the same build. */
    private static final Path COMPILED = Path.of("target/classes/io/github/stockroom/rest/openapi");

    @Test
    void filesAreWhatTheCodeSays() throws IOException {
        JsonNode document = OpenApiDocument.make();
        check("openapi.json", OpenApiDocument.json(document));
        check("openapi.yaml", OpenApiDocument.yaml(document));
    }

    private static void check(String file, String text) throws IOException {
        if ("write".equals(System.getProperty("stockroom.openapi"))) {
            Files.writeString(FILES.resolve(file), text);
            Files.writeString(COMPILED.resolve(file), text);
        }
        assertThat(Files.readString(FILES.resolve(file)).lines())
                .as(file + " is out of date; -Dstockroom.openapi=write writes it")
                .containsExactlyElementsOf(text.lines().toList());
    }
}
