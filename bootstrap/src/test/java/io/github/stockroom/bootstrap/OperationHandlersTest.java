package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.operations.Operation;
import io.github.stockroom.operations.Operations;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** That the table of operations and the controllers name the same operations: one that is in neither would be protected by nobody. */
class OperationHandlersTest {

    static final List<Operation> ENTRIES = Operations.ALL;

    @Test
    void coversEveryOperationAndNoOther() {
        Set<String> mapped = new TreeSet<>();
        DatabaseKind.H2.service().handlerMapping().getHandlerMethods().forEach((info, method) -> {
            for (var requestMethod : info.getMethodsCondition().getMethods()) {
                info.getPatternValues().forEach(path -> mapped.add(requestMethod + " " + normalised(path)));
            }
        });
        assertThat(mapped).isNotEmpty();
        Set<String> covered = Operations.ALL.stream()
                .map(operation -> operation.method() + " " + normalised(operation.path()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(mapped).isEqualTo(covered);
    }

    /** Else Spring would look for its method, find arguments by rules of its own, and write what the method returns. */
    @ParameterizedTest
    @FieldSource("ENTRIES")
    void everyEntryHasItsOperation(Operation operation) {
        assertThat(DatabaseKind.H2.service().handlerMapping().operation(operation))
                .isPresent();
    }

    /** Whatever a variable is called, and however it is written that it is a UUID. */
    private static String normalised(String path) {
        return path.replaceAll("\\{[^}]*\\{[0-9]+\\}\\}", "{}").replaceAll("\\{[^{}]+\\}", "{}");
    }
}
