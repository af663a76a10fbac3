package io.github.stockroom.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.domain.access.AccessTable.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class AccessTableTest {

    static final List<Entry> ENTRIES = AccessTable.ENTRIES;

    @ParameterizedTest
    @FieldSource("ENTRIES")
    void everyOperationIsFoundWithAndWithoutASlashAtTheEnd(Entry entry) {
        String path = example(entry);

        assertThat(AccessTable.find(entry.method(), path)).contains(entry);
        if (!path.equals("/")) {
            assertThat(AccessTable.find(entry.method(), path + "/")).contains(entry);
        }
    }

    @ParameterizedTest
    @FieldSource("ENTRIES")
    void everyOtherMethodIsAnotherOperationOrNone(Entry entry) {
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "get", "")) {
            assertThat(AccessTable.find(method, example(entry)))
                    .isIn(AccessTable.ENTRIES.stream()
                            .filter(other -> other.method().equals(method)
                                    && other.path().equals(entry.path()))
                            .findFirst());
        }
    }

    @ParameterizedTest
    @FieldSource("ENTRIES")
    void headGoesWithGet(Entry entry) {
        assertThat(AccessTable.find("HEAD", example(entry))).isEqualTo(AccessTable.find("GET", example(entry)));
    }

    @ParameterizedTest
    @FieldSource("ENTRIES")
    void methodsThatWriteNeedTheRightToWrite(Entry entry) {
        assertThat(entry.action()).isEqualTo(entry.method().equals("GET") ? Action.READ : Action.WRITE);
    }

    @Test
    void noOperationIsThereTwice() {
        assertThat(AccessTable.ENTRIES)
                .extracting(entry -> entry.method() + " " + entry.path())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ''",
        "GET, /nothing",
        "GET, api/items",
        "GET, /API/items",
        "GET, /api/items//",
        "GET, /api/items/1/2",
        "GET, /api/items/1//",
        "GET, /api/itemsx",
        "GET, /api/v1/movie0b8f7a0c-1111-2222-3333-44444444444",
        "GET, /api/v1/movieg0b8f7a0-1111-2222-3333-444444444444",
        "GET, /api/v1/movies",
        "DELETE, /users/delete",
        "DELETE, /users/delete/",
        "DELETE, /users/delete/a/b",
        "OPTIONS, /cars",
        "TRACE, /cars"
    })
    void otherRequestsFitNothing(String method, String path) {
        assertThat(AccessTable.find(method, path)).isEmpty();
    }

    @Test
    void namesMayBeAnythingThatIsOneSegment() {
        for (String name : List.of("ada", "a b", "{user_name}", "ж", "...", "a?b")) {
            assertThat(AccessTable.find("DELETE", "/users/delete/" + name))
                    .map(Entry::resource)
                    .contains(Resource.ACCOUNTS);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/items/7, 7",
        "GET, /api/items/7/, 7",
        "DELETE, /users/delete/a{b}, a{b}",
        "GET, /api/v1/movie0B8F7a0c-1111-2222-3333-444444444444, 0B8F7a0c-1111-2222-3333-444444444444",
        "GET, /api/items, ''",
        "GET, /, ''"
    })
    void whatStandsForTheVariableIsTheRestOfThePath(String method, String path, String variable) {
        assertThat(AccessTable.find(method, path))
                .map(entry -> entry.variable(path))
                .contains(variable);
    }

    private static String example(Entry entry) {
        return entry.path()
                .replace("{uuid}", "0B8F7a0c-1111-2222-3333-444444444444")
                .replace("{id}", "1")
                .replace("{user_name}", "ada");
    }
}
