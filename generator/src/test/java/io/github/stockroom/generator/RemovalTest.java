package io.github.stockroom.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemovalTest {

    private final Tree tree = new Tree(Path.of(".."));

    @ParameterizedTest
    @ValueSource(strings = {"/api/things", "/v1/things"})
    void takesOutWhatTheGeneratorWrote(String path) {
        NewResource.write(
                tree,
                DefinitionParser.parse(List.of("things", "name:text(9)", "note:longtext?", "--path", path), tree));
        List<String> written = List.copyOf(tree.changes().keySet());

        Removal.remove(tree, KnownResource.named("things", tree));

        for (String file : written) {
            if (file.endsWith("things.sql")) {
                assertThat(tree.read(file)).as("databases have run it").contains("create table things");
            } else if (!file.equals(SharedPlaces.CHANGE_LOG)) {
                assertThat(tree.changes().get(file)).as(file).isEqualTo(before(file));
            }
        }
        assertThat(tree.read(SharedPlaces.CHANGE_LOG))
                .containsSubsequence("\"records.xml\"", "\"things.sql\"", "\"things-removed.sql\"");
        assertThat(tree.read(SharedPlaces.CHANGE_LOGS + "things-removed.sql"))
                .contains("--changeset stockroom:things-removed\ndrop table things;");
    }

    @Test
    void aRemovedNameCanBeUsedAgain() {
        Definition things = DefinitionParser.parse(List.of("things", "name:text(9)"), tree);
        NewResource.write(tree, things);
        Removal.remove(tree, KnownResource.named("things", tree));
        NewResource.write(tree, things);

        assertThat(tree.read(SharedPlaces.CHANGE_LOGS + "things-2.sql")).contains("stockroom:things-2-1-table");

        Removal.remove(tree, KnownResource.named("things", tree));

        assertThat(tree.read(SharedPlaces.CHANGE_LOG))
                .containsSubsequence("things.sql", "things-removed.sql", "things-2.sql", "things-removed-2.sql");
    }

    @ParameterizedTest
    @CsvSource({
        "operations/, final RecordOperations THINGS",
        "domain/, THINGS(",
        "RecordResources, ThingResource.THINGS",
        "RecordResources, ThingConfiguration",
        "console/, name: 'things'",
        "clients/, export type Thing",
        "app/api.yaml, ThingsRead:",
        "app/root.yaml, !Ref ThingsWrite",
        "app/service.yaml, STOCKROOM_ACCESS_THINGS_READ",
        "test_templates.py, ThingsRead",
        "main.tf, /v1/things/*",
        "web.yaml, /v1/things/*",
        "web.md, /v1/things"
    })
    void refusesFilesOfAnotherFormInOneSentence(String part, String needed) {
        write("things", "name:text(9)", "--path", "/v1/things");
        String file = tree.changes().keySet().stream()
                .filter(path -> path.contains(part) && tree.read(path).contains(needed))
                .findFirst()
                .orElseThrow();
        tree.edit(file, text -> text.replace(needed, needed.replaceFirst("final |[Tt](?=hing)|T(?=HINGS)", "$0$0")));

        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> Removal.remove(tree, KnownResource.named("things", tree)))
                .withMessageStartingWith(file + " has another form than this command knows: it should have ");
    }

    @Test
    void refusesWhatOtherResourcesReferTo() {
        write("authors", "name:text(9)");
        write("books", "author:ref(authors)?", "sequel:ref(books)?");
        String description = SharedPlaces.description("author", "Author");
        assertThat(tree.read(description)).contains(".referenced()");

        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> Removal.remove(tree, KnownResource.named("authors", tree)))
                .withMessage("Authors cannot be removed while books refer to them.");

        Removal.remove(tree, KnownResource.named("books", tree));
        assertThat(tree.read(description)).doesNotContain(".referenced()");
        Removal.remove(tree, KnownResource.named("authors", tree));
        assertThat(tree.read(SharedPlaces.CHANGE_LOG)).containsSubsequence("books-removed.sql", "authors-removed.sql");
    }

    private void write(String... definition) {
        NewResource.write(tree, DefinitionParser.parse(List.of(definition), tree));
    }

    @Test
    void refusesWhatOtherCodeUses() {
        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> Removal.remove(tree, KnownResource.named("products", tree)))
                .withMessageContaining("Products cannot be removed while other code uses them: ")
                .withMessageContaining("LibraryUseTest.java");
        assertThat(tree.changes()).isEmpty();
    }

    @Test
    void refusesWhatIsNotThere() {
        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> KnownResource.named("things", tree))
                .withMessageStartingWith("There are no things; there are ")
                .withMessageContaining("products");
    }

    private static Optional<String> before(String file) {
        var untouched = new Tree(Path.of(".."));
        return untouched.has(file) ? Optional.of(untouched.read(file)) : Optional.empty();
    }
}
