package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code stockroom.list.max-rows}: lists without {@code limit} are cut, and say so. */
class RowCapTest {

    private static RunningService service;

    private final Http http = service.http();

    @BeforeAll
    static void startService() {
        service = RunningService.start(DatabaseKind.H2, "stockroom.list.max-rows=10");
        service.withProducts(25, row -> "Name " + row % 3);
    }

    @AfterAll
    static void stopService() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 3",
        "sort=-price, 3",
        "'sort=product,-price', 3",
        "price__lte=20, 2",
        "price__lte=10, 1",
        "offset=5, 2",
        "offset=20&sort=-price, 1"
    })
    void walkingOnFromACutListLosesNothing(String query, int pages) {
        List<Reply> walked = Products.walk(http, Products.PATH + "?" + query);
        List<String> whole = http.get(Products.PATH + "?limit=1000&" + query).column("id");
        assertThat(Products.ids(walked)).isEqualTo(whole);
        assertThat(walked).hasSize(pages);
        IntStream.range(0, pages).forEach(i -> {
            boolean cut = i < pages - 1;
            assertThat(walked.get(i).json().size()).isEqualTo(cut ? 10 : whole.size() - 10 * i);
            assertThat(walked.get(i).header("Stockroom-Truncated")).isEqualTo(cut ? "true" : "");
        });
    }

    @Test
    void anExplicitLimitIsNotCut() {
        Reply page = http.get(Products.PATH + "?limit=20");
        assertThat(page.json().size()).isEqualTo(20);
        assertThat(page.has("Stockroom-Truncated")).isFalse();
    }

    @Test
    void headSaysThatTheListIsCut() {
        Reply head = http.head(Products.PATH);
        assertThat(head.header("Stockroom-Truncated")).isEqualTo("true");
        assertThat(head.link("next")).isNotNull();
    }
}
