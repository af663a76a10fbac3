package io.github.stockroom.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewResourceTest {

    /** A folder without a project: a definition that is refused does not get to need one. */
    @TempDir
    private Path empty;

    /** Fields that are called as the variables of the code would be. */
    @Test
    void variablesGiveWayToFields() {
        Tree tree = new Tree(Path.of(".."));
        Definition notes =
                DefinitionParser.parse(List.of("notes", "body:text(9)", "given:text(9)", "validation:text(9)"), tree);

        assertThat(NewResource.files(notes, "notes").files())
                .hasEntrySatisfying(
                        "adapters-rest/src/main/java/io/github/stockroom/rest/note/NoteResource.java",
                        code -> assertThat(code)
                                .contains("details(JsonObject theGiven) {", "var checks = new Validation();")
                                .contains("var body = checks.field(\"body\", () -> new Body(theGiven.normalisedText("));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "books x:money",
                "books x:decimal(5000,2)",
                "books x:ref(things)?",
                "books x:date x:date",
                "Books x:date",
                "books X:date",
                "books x:boolean,unique",
                "books x:date,unique,unique",
                "books x:date=tomorrow",
                "books x:date?=2026-01-31",
                "books x:date,readonly",
                "books x:date --id text",
                "books"
            })
    void refusesABadDefinitionInOneSentenceAndWritesNothing(String arguments) throws IOException {
        PrintStream before = System.err;
        var said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        int exitCode;
        try {
            exitCode = NewResource.run(empty, List.of(arguments.split(" ")));
        } finally {
            System.setErr(before);
        }

        assertThat(exitCode).isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("new-resource: ")
                .endsWith(".");
        try (var files = Files.list(empty)) {
            assertThat(files).isEmpty();
        }
    }
}
