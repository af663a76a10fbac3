package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.Pages;
import io.github.stockroom.bootstrap.testing.ProductRows;
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

/**
 * {@code stockroom.list.max-rows}: lists without {@code limit} are cut, and say so. And
 * {@code stockroom.idempotency.required}.
 */
class RowCapTest {

    private static RunningService service;

    private final Http http = service.http();

    @BeforeAll
    static void startService() {
        service = RunningService.start(
                DatabaseKind.H2, "stockroom.list.max-rows=10", "stockroom.idempotency.required=true");
        ProductRows.in(service, 25, row -> "Name " + row % 3);
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
        List<Reply> walked = Pages.walk(http, Products.PATH + "?" + query);
        List<String> whole = http.get(Products.PATH + "?limit=1000&" + query).column("id");
        assertThat(Pages.ids(walked)).isEqualTo(whole);
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
    void exportsAreCutAndSaySo() {
        Reply cut = http.get(Products.PATH + "?format=csv");
        assertThat(cut.text()).hasLineCount(1 + 10);
        assertThat(cut.header("Stockroom-Truncated")).isEqualTo("true");
        assertThat(http.get(cut.link("next")).text()).hasLineCount(1 + 10).startsWith("id,product,price\r\n11,");
    }

    @Test
    void keysAreMissedWhereTheyAreRequired() {
        Reply refused = http.post(Products.PATH, Products.json("Apple", 7));
        assertProblem(refused, 400, "idempotency-key-missing");
        assertThat(http.post(Products.PATH, "no json", "Content-Type: text/plain")
                        .status())
                .isEqualTo(415);
        Reply created = http.post(Products.PATH, Products.json("Apple", 7), "Idempotency-Key: once");
        assertThat(created.status()).isEqualTo(201);
        assertThat(http.put(Products.path(created), Products.json("Pear", 8)).status())
                .isEqualTo(200);
        assertThat(http.delete(Products.path(created)).status()).isEqualTo(204);
    }

    @Test
    void headSaysThatTheListIsCut() {
        Reply head = http.head(Products.PATH);
        assertThat(head.header("Stockroom-Truncated")).isEqualTo("true");
        assertThat(head.link("next")).isNotNull();
    }
}
