package io.github.stockroom.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.palantir.javaformat.java.Formatter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Generates two resources with every type and modifier, one pointing to the other. {@code .ci/own-records} also
 * compiles and runs such code.
 */
class EveryTypeAndModifierTest {

    private static final Tree TREE = new Tree(Path.of(".."));

    static {
        write("authors", "name:text(100),readonly", "born:date?", "mentor:ref(authors)?", "--id", "uuid");
        write(
                "books",
                "title:text(255)",
                "isbn:text(13),unique,readonly",
                "subtitle:text(20)?",
                "blurb:longtext?",
                "pages:integer(1,10000)",
                "price:decimal(10,2)",
                "rating:decimal(4,2)=5",
                "copies:integer(0,99)=1",
                "language:text(20)=Esperanto",
                "listed:date=2026-01-31",
                "printed:timestamp=2026-01-31T12:00:00Z",
                "in_stock:boolean=true",
                "published:date?",
                "seen:timestamp?",
                "shelf:uuid?,unique",
                "state:choice(draft,on sale)",
                "origin:choice(gift,purchase)=purchase,readonly",
                "mood:choice(good,bad)?",
                "author:ref(authors)",
                "editor:ref(authors)?,unique",
                "--path",
                "/v1/books",
                "--write",
                "anonymous");
    }

    private static void write(String... arguments) {
        NewResource.write(TREE, DefinitionParser.parse(List.of(arguments), TREE));
    }

    private static Map<String, String> changed(String end) {
        Map<String, String> files = new TreeMap<>();
        TREE.changes().forEach((path, content) -> {
            if (path.endsWith(end)) {
                files.put(path, content.orElseThrow());
            }
        });
        return files;
    }

    @TestFactory
    Stream<DynamicTest> javaIsWellFormedAndLeavesNoPlaceholder() {
        return changed(".java").entrySet().stream()
                .map(file -> dynamicTest(file.getKey(), () -> {
                    assertThat(file.getValue()).doesNotContain("{{").doesNotContain("}}\"");
                    // The formatter refuses what the compiler could not read.
                    assertThatCode(() -> Formatter.create().formatSource(file.getValue()))
                            .doesNotThrowAnyException();
                }));
    }

    @Test
    void everyFieldHasItsColumn() {
        String table = TREE.read(SharedPlaces.CHANGE_LOGS + "books.sql");

        assertThat(table)
                .contains("isbn ${varchar13} not null")
                .contains("price numeric(10, 2)")
                .contains("in_stock boolean")
                .contains("uq_books_isbn", "uq_books_shelf", "fk_books_author", "fk_books_editor");
    }

    @Test
    void defaultsAreConstantsOfTheirValues() {
        assertThat(domain("Language")).contains("DEFAULT", "Esperanto");
        assertThat(domain("Copies")).contains("DEFAULT");
        assertThat(domain("Rating")).contains("DEFAULT");
        assertThat(domain("Title")).doesNotContain("DEFAULT");
    }

    private static String domain(String value) {
        return TREE.read("domain/src/main/java/io/github/stockroom/domain/book/" + value + ".java");
    }

    @Test
    void aTreeWritesWhatChangedAndDeletesWhatIsGone(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("old.txt"), "old");
        var tree = new Tree(folder);
        tree.put("a/b/new.txt", "new");
        tree.delete("old.txt");

        tree.write();

        assertThat(folder.resolve("a/b/new.txt")).hasContent("new");
        assertThat(folder.resolve("old.txt")).doesNotExist();
        assertThat(tree.files("a")).containsExactly("a/b/new.txt");
        assertThat(tree.changes()).containsEntry("old.txt", Optional.empty());
    }
}
