package io.github.stockroom.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
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
        List<String> written = new ArrayList<>(tree.changes().keySet());
        String requests = "docs/requests/things.http";
        tree.put(requests, "### Create one\n");
        written.add(requests);

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
        write("makers", "name:text(9)");
        write("gizmos", "maker:ref(makers)?", "sequel:ref(gizmos)?");
        String description = SharedPlaces.description("maker", "Maker");
        assertThat(tree.read(description)).contains(".referenced()");

        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> Removal.remove(tree, KnownResource.named("makers", tree)))
                .withMessage("Makers cannot be removed while gizmos refer to them.");

        Removal.remove(tree, KnownResource.named("gizmos", tree));
        assertThat(tree.read(description)).doesNotContain(".referenced()");
        Removal.remove(tree, KnownResource.named("makers", tree));
        assertThat(tree.read(SharedPlaces.CHANGE_LOG)).containsSubsequence("gizmos-removed.sql", "makers-removed.sql");
    }

    private void write(String... definition) {
        NewResource.write(tree, DefinitionParser.parse(List.of(definition), tree));
    }

    @Test
    void refusesWhatOtherCodeUses() {
        write("things", "name:text(9)");
        String user = "bootstrap/src/main/java/io/github/stockroom/bootstrap/Stocktaking.java";
        tree.put(user, "import io.github.stockroom.domain.thing.Thing;\n");

        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> Removal.remove(tree, KnownResource.named("things", tree)))
                .withMessage("Things cannot be removed while other code uses them: " + user + ".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http.get(\"/api/things?limit=1\")",
                "http.get(\"/api/things/\" + id)",
                "Resource.THINGS",
                "\"things:read\"",
                "\"stockroom.access.things.read=user\"",
                "run(\"export\", \"things\")",
                "\"Accept: */*\", \"select * from things /* all */\"",
                "new io.github.stockroom.domain.thing.ThingId(7)"
            })
    void testsThatHaveTheResourceAsTheirExampleGoWithIt(String use) {
        write("things", "name:text(9)");
        String folder = "bootstrap/src/test/java/io/github/stockroom/bootstrap/";
        tree.put(folder + "testing/Helper.java", "class Helper { Object o = " + use + "; }");
        tree.put(folder + "WithHelperTest.java", "import io.github.stockroom.bootstrap.testing.Helper;");
        tree.put(SharedPlaces.SECURITY_PAGE, "| `WithHelperTest`, `OtherTest` |");
        tree.put(folder + "ByNeighbourTest.java", "class ByNeighbourTest extends WithHelperTest {}");
        tree.put(folder + "OtherTest.java", """
                /** As /api/things, Helper. */
                class OtherTest { // from things
                    String path = "/api/things-to-do//api"; /* "things" */
                }
                """);

        assertThat(Removal.remove(tree, KnownResource.named("things", tree)))
                .containsExactly(
                        folder + "ByNeighbourTest.java",
                        folder + "WithHelperTest.java",
                        folder + "testing/Helper.java");
        assertThat(tree.has(folder + "WithHelperTest.java")).isFalse();
        assertThat(tree.read(SharedPlaces.SECURITY_PAGE)).contains("WithHelperTest (removed), `OtherTest`");
        assertThat(tree.has(folder + "OtherTest.java")).isTrue();
    }

    @Test
    void testsOfSomethingElseStay() {
        write("things", "name:text(9)", "--path", "/things");
        write("shelves", "name:text(9)", "--one", "shelf");
        String bootstrap = "bootstrap/src/test/java/io/github/stockroom/bootstrap/";
        String shelf = "adapters-rest/src/test/java/io/github/stockroom/rest/shelf/";
        List<String> others = List.of(
                bootstrap + "ThingLimitTest.java", bootstrap + "OtherPathTest.java", shelf + "ShelfLabelTest.java");
        tree.put(others.get(0), "class ThingLimitTest { int limit = 3; }");
        tree.put(others.get(1), "class OtherPathTest { String path = \"/v1/things\", why = \"based on things\"; }");
        tree.put(others.get(2), "class ShelfLabelTest { String label = \"things\"; }");
        String own = bootstrap + "ThingsCompatibilityTest.java";
        tree.put(own, "class ThingsCompatibilityTest { String url = \"http://localhost:8000/things\"; }");

        Removal.remove(tree, KnownResource.named("things", tree));

        assertThat(others).allMatch(tree::has);
        assertThat(tree.has(own)).isFalse();
    }

    @Test
    void tellsDocumentsThatStillNameIt() {
        write("things", "name:text(9)");
        KnownResource things = KnownResource.named("things", tree);
        tree.put("docs/one.md", "A thing is at `/api/things`.");
        tree.put("docs/other.md", "Everything.");
        tree.put("clients/node_modules/x/README.md", "things");

        assertThat(new Uses(tree, things).inDocuments())
                .contains("docs/one.md")
                .doesNotContain("docs/other.md", "clients/node_modules/x/README.md");
    }

    @Test
    void refusesTheLastResource() {
        List<KnownResource> all = KnownResource.all(tree);
        all.forEach(resource -> {
            if (!resource.equals(all.get(0))) {
                Removal.remove(tree, resource);
            }
        });

        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> Removal.remove(tree, KnownResource.all(tree).get(0)))
                .withMessageEndingWith(
                        " are the only records, and the service needs some: add yours with ./new-resource first.");
    }

    @Test
    void refusesWhatIsNotThere() {
        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> KnownResource.named("gadgets", tree))
                .withMessageStartingWith("There are no gadgets; there are ");
    }

    private static Optional<String> before(String file) {
        var untouched = new Tree(Path.of(".."));
        return untouched.has(file) ? Optional.of(untouched.read(file)) : Optional.empty();
    }
}
