package io.github.stockroom.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.domain.access.Action;
import io.github.stockroom.domain.access.Resource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class OperationsTest {

    static final List<Operation> ALL = Operations.ALL;

    @ParameterizedTest
    @FieldSource("ALL")
    void everyOperationIsFoundWithAndWithoutASlashAtTheEnd(Operation operation) {
        String path = example(operation);

        assertThat(Operations.find(operation.method(), path)).contains(operation);
        if (!path.equals("/")) {
            assertThat(Operations.find(operation.method(), path + "/")).contains(operation);
        }
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void everyOtherMethodIsAnotherOperationOrNone(Operation operation) {
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "get", "")) {
            assertThat(Operations.find(method, example(operation)))
                    .isIn(Operations.ALL.stream()
                            .filter(other -> other.method().equals(method)
                                    && (other.path().equals(operation.path()) || isAccountOfThatName(other, operation)))
                            .findFirst());
        }
    }

    /** A user may be called {@code update}. */
    private static boolean isAccountOfThatName(Operation other, Operation operation) {
        return other.path().equals("/users/{user_name}") && operation.path().matches("/users/[a-z_]+");
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void headGoesWithGet(Operation operation) {
        assertThat(Operations.find("HEAD", example(operation))).isEqualTo(Operations.find("GET", example(operation)));
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void methodsThatWriteNeedTheRightToWrite(Operation operation) {
        assertThat(operation.action()).isEqualTo(operation.method().equals("GET") ? Action.READ : Action.WRITE);
    }

    @Test
    void noOperationIsThereTwice() {
        assertThat(Operations.ALL)
                .extracting(operation -> operation.method() + " " + operation.path())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ''",
        "GET, /nothing",
        "GET, api-keys",
        "GET, /API-keys",
        "GET, /api-keys//",
        "DELETE, /api-keys/1/2",
        "DELETE, /api-keys/1//",
        "GET, /api-keysx",
        "DELETE, /users/delete",
        "DELETE, /users/delete/",
        "DELETE, /users/delete/a/b",
        "POST, /users/reset",
        "POST, /users//reset",
        "POST, /users/a/b/reset",
        "POST, /users/ada/resets",
        "POST, /users/ada/reset/x",
        "PATCH, /users",
        "PATCH, /users/",
        "OPTIONS, /api-keys",
        "TRACE, /api-keys"
    })
    void otherRequestsFitNothing(String method, String path) {
        assertThat(Operations.find(method, path)).isEmpty();
    }

    @Test
    void namesMayBeAnythingThatIsOneSegment() {
        for (String name : List.of("ada", "a b", "{user_name}", "ж", "...", "a?b")) {
            assertThat(Operations.find("DELETE", "/users/delete/" + name))
                    .map(Operation::resource)
                    .contains(Resource.ACCOUNTS);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /api-keys/7, 7",
        "DELETE, /api-keys/7/, 7",
        "DELETE, /users/delete/a{b}, a{b}",
        "PATCH, /users/update, update",
        "POST, /users/ada/reset, ada",
        "POST, /users/ada/reset/, ada",
        "POST, /users/reset/reset, reset",
        "GET, /api-keys, ''",
        "GET, /, ''"
    })
    void whatStandsForTheVariableIsThatPartOfThePath(String method, String path, String variable) {
        assertThat(Operations.find(method, path))
                .map(operation -> operation.variable(path))
                .contains(variable);
    }

    private static String example(Operation operation) {
        return operation
                .path()
                .replace("{uuid}", "0B8F7a0c-1111-2222-3333-444444444444")
                .replace("{id}", "1")
                .replace("{user_name}", "ada");
    }
}
