package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.OnEachDatabase;
import io.github.stockroom.bootstrap.testing.Pages;
import io.github.stockroom.bootstrap.testing.ProductRows;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The requests that front ends of the old items system send, and the responses that they expect (docs/contract.md:
 * Items).
 */
@OnEachDatabase
class ItemsCompatibilityTest {

    private static final String ITEMS = "/api/items/";

    private final DatabaseKind database;
    private final Http http;

    ItemsCompatibilityTest(DatabaseKind database) {
        this.database = database;
        http = database.service().http();
    }

    @BeforeEach
    void startEmpty() {
        ProductRows.clear(database.service());
    }

    @Test
    void theSessionOfTheOldDocumentation() {
        assertThat(http.get(ITEMS).text()).isEqualTo("[]");

        Reply apple = http.post(ITEMS, "{\"product\": \"Apple\", \"price\": 100}");
        assertThat(apple.status()).isEqualTo(201);
        String id = apple.id();
        assertThat(apple.text()).isEqualTo("{\"id\":" + id + ",\"product\":\"Apple\",\"price\":100}");
        Reply pear = http.post(ITEMS, "{\"product\": \"Pear\", \"price\": 50}");
        assertThat(http.get(ITEMS).text()).isEqualTo("[" + apple.text() + "," + pear.text() + "]");
        assertThat(http.get(ITEMS + "?product=Apple").text()).isEqualTo("[" + apple.text() + "]");
        assertThat(http.get(ITEMS + "?product=apple").text()).isEqualTo("[]");
        assertThat(http.get(ITEMS + "?product=").json().size()).isEqualTo(2);
        assertThat(http.get(ITEMS + "?format=json").json().size()).isEqualTo(2);

        Reply replaced = http.put(ITEMS + id + "/", "{\"product\": \"Green apple\", \"price\": 120}");
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.text()).isEqualTo("{\"id\":" + id + ",\"product\":\"Green apple\",\"price\":120}");
        Reply patched = http.patch(ITEMS + id + "/", "{\"price\": 130}");
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.text()).isEqualTo("{\"id\":" + id + ",\"product\":\"Green apple\",\"price\":130}");
        assertThat(http.get(ITEMS + id + "/").text()).isEqualTo(patched.text());

        assertThat(http.delete(ITEMS + id + "/").status()).isEqualTo(204);
        Reply gone = http.delete(ITEMS + id + "/");
        assertThat(assertProblem(gone, 404, "not_found").required("detail").stringValue())
                .isEqualTo("Not found.");
        assertThat(http.get(ITEMS).text()).isEqualTo("[" + pear.text() + "]");
    }

    @Test
    void validationMessagesStandUnderTheFieldsNames() {
        var problem = assertProblem(http.post(ITEMS, "{\"product\": \"\", \"price\": -1}"), 400, "validation");
        assertThat(problem.required("product").toString()).isEqualTo("[\"This field may not be blank.\"]");
        assertThat(problem.required("price").toString())
                .isEqualTo("[\"Ensure this value is greater than or equal to 0.\"]");
        assertThat(problem.required("detail").stringValue()).isEqualTo("2 fields are not valid.");
        assertThat(problem.required("errors").toString())
                .isEqualTo(
                        "[{\"pointer\":\"#/product\",\"code\":\"blank\",\"detail\":\"This field may not be blank.\"},"
                                + "{\"pointer\":\"#/price\",\"code\":\"min_value\","
                                + "\"detail\":\"Ensure this value is greater than or equal to 0.\",\"params\":{\"min\":0}}]");
    }

    @Test
    void pathsThatWereNeverUsedAreNotFound() {
        assertProblem(http.get("/api/items.json"), 404, "not_found");
        assertProblem(http.get("/api/items/1.json"), 404, "not_found");
        assertProblem(http.get("/items"), 404, "not_found");
    }

    @Test
    void browsersGetJson() {
        Reply page =
                http.get(ITEMS, "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8");
        assertThat(page.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void aWholePriceListIsKeptInOrder() throws IOException {
        List<String[]> rows = priceList();
        assertThat(rows).hasSize(564);
        for (String[] row : rows) {
            Products.create(http, row[0], Long.parseLong(row[1]));
        }
        assertSame(http.get(ITEMS), rows);
        List<Reply> pages = Pages.walk(http, ITEMS + "?limit=50");
        assertThat(pages).hasSize(12);
        for (int i = 0; i < pages.size(); i++) {
            assertSame(pages.get(i), rows.subList(50 * i, Math.min(50 * i + 50, rows.size())));
        }
    }

    private static void assertSame(Reply list, List<String[]> rows) {
        assertThat(list.column("product"))
                .isEqualTo(rows.stream().map(row -> row[0]).toList());
        assertThat(list.column("price"))
                .isEqualTo(rows.stream().map(row -> row[1]).toList());
    }

    /** Name and price of every row. */
    private static List<String[]> priceList() throws IOException {
        try (InputStream csv = ItemsCompatibilityTest.class.getResourceAsStream("/products.csv")) {
            List<String> lines = new String(csv.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return IntStream.range(1, lines.size())
                    .mapToObj(i -> columns(lines.get(i)))
                    .toList();
        }
    }

    /** Only the name may be quoted. */
    private static String[] columns(String line) {
        int comma = line.lastIndexOf(',');
        String name = line.substring(0, comma);
        String plain =
                name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
        return new String[] {plain, line.substring(comma + 1)};
    }
}
