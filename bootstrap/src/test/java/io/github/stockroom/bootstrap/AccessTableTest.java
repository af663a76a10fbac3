package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.domain.access.AccessTable;
import io.github.stockroom.rest.http.ExchangeHandlerAdapter;
import io.github.stockroom.rest.http.Proxies;
import io.github.stockroom.rest.http.RestSettings;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** That the access table and the controllers name the same operations: one that is in neither would be protected by nobody. */
class AccessTableTest {

    @Test
    void coversEveryOperationAndNoOther() {
        Set<String> mapped = new TreeSet<>();
        DatabaseKind.H2.service().handlerMapping().getHandlerMethods().forEach((info, method) -> {
            for (var requestMethod : info.getMethodsCondition().getMethods()) {
                info.getPatternValues().forEach(path -> mapped.add(requestMethod + " " + normalised(path)));
            }
        });
        assertThat(mapped).isNotEmpty();
        Set<String> covered = AccessTable.ENTRIES.stream()
                .map(entry -> entry.method() + " " + normalised(entry.path()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(mapped).isEqualTo(covered);
    }

    /** Else Spring would find arguments by rules of its own, and write what the method returns. */
    @Test
    void everyOperationAnswersThroughAnExchange() {
        var settings = new RestSettings(null, List.of(), List.of("*"), "", false, false, false, 0, 6);
        var adapter = new ExchangeHandlerAdapter(settings, new Proxies(settings));
        assertThat(DatabaseKind.H2
                        .service()
                        .handlerMapping()
                        .getHandlerMethods()
                        .values())
                .isNotEmpty()
                .allMatch(adapter::supports);
    }

    /** Whatever a variable is called, and however it is written that it is a UUID. */
    private static String normalised(String path) {
        return path.replaceAll("\\{[^}]*\\{[0-9]+\\}\\}", "{}").replaceAll("\\{[^{}]+\\}", "{}");
    }
}
