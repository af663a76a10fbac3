package io.github.stockroom.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClashesTest {

    private final Tree tree = new Tree(Path.of(".."));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "accounts | /api/accounts | There is a package 'account' already",
                "accounts | /api/accounts | The database has a table 'accounts' already",
                "sessions | /api/sessions | There is a package 'session' already",
                "things | /api-keys | The path /api-keys is taken, by /api-keys",
                "things | /api | The path /api is taken",
                "things | /api-keys/things | The path /api-keys/things is that of a record at /api-keys",
                "things | /users | The path /users is taken, by /users/",
                "things | /console/things | Paths below /console are not for records",
                "metrics | /api/metrics | Settings and operations have a 'METRICS' already",
                "problem_errors | /api/problems | The OpenAPI document has a schema 'ProblemError' already"
            })
    void refusesWhatIsInTheTree(String plural, String path, String fault) {
        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> NewResource.write(tree, definition(plural, path)))
                .satisfies(e ->
                        assertThat(e.faults()).anySatisfy(one -> assertThat(one).contains(fault)));
        assertThat(tree.changes()).as("nothing is written").isEmpty();
    }

    @Test
    void takesWhatIsNew() {
        NewResource.write(tree, definition("things", "/v1/things"));

        assertThat(tree.changes())
                .containsKeys(
                        "domain/src/main/java/io/github/stockroom/domain/thing/Thing.java",
                        SharedPlaces.RESOURCE,
                        SharedPlaces.EDGE_TERRAFORM);
        assertThat(tree.read(SharedPlaces.EDGE_TERRAFORM)).contains("\"/v1/things\", \"/v1/things/*\", \"/users/*\"]");
        assertThat(tree.has("domain/src/main/java/io/github/stockroom/domain/thing/Thing.java"))
                .isTrue();
    }

    @Test
    void takesAPathAtTheRoot() {
        assertThatCode(() -> NewResource.write(tree, definition("things", "/things")))
                .doesNotThrowAnyException();
    }

    private Definition definition(String plural, String path) {
        return DefinitionParser.parse(List.of(plural, "name:text(9)", "--path", path), tree);
    }
}
