package io.github.stockroom.bootstrap.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.ProductRows;
import io.github.stockroom.bootstrap.testing.RunningService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@InBrowser
class ImportInConsoleTest {

    private static final Path PRODUCTS = Path.of("src/test/resources/products.csv");

    private final RunningService service = DatabaseKind.H2.service();
    private final Http http = service.http();
    private final Browser browser;

    ImportInConsoleTest(Browser browser) {
        this.browser = browser;
    }

    @BeforeEach
    void empty() {
        ProductRows.clear(service);
    }

    @Test
    void importsAFileThatIsDroppedOnThePage() throws IOException {
        try (ConsolePage visit = visit()) {
            drop(visit, "products.csv", Files.readString(PRODUCTS));
            assertThat(visit.dialog()).containsText("564 products, 14.3 kB");
            assertThat(visit.dialog().locator(".mapping tbody tr")).hasCount(2);
            assertThat(visit.dialog().locator(".mapping .sample").first()).containsText("Apocalypse Now");
            visit.assertAccessible();
            visit.picture("import-ready");
            visit.button("Import 564 products").click();
            assertThat(visit.page().getByText("Imported 564 products from products.csv."))
                    .isVisible();
            assertThat(visit.page().locator(".count")).hasText("564");
            assertThat(http.get("/api/items?product=Apocalypse%20Now").json().size())
                    .isEqualTo(1);
        }
    }

    @Test
    void groupsMistakesByKindAndStoresNothing() {
        String csv = "product,price\n\"Apple\npie\",650\n\nPear,-1\nPlum,12\n,x\nFig,1.5\n";
        try (ConsolePage visit = visit()) {
            drop(visit, "fruit.csv", csv);
            visit.button("Import 5 products").click();
            assertThat(visit.dialog().getByRole(AriaRole.STATUS).first())
                    .hasText("3 of 5 products are not valid. Nothing was stored.");
            Locator kinds = visit.dialog().locator("tbody tr");
            assertThat(kinds).hasCount(3);
            assertThat(kinds.nth(0).locator("td").first()).hasText("2");
            assertThat(kinds.nth(0)).containsText("Price: A valid integer is required.");
            assertThat(kinds.nth(0)).containsText("line 7 ,x");
            assertThat(kinds.nth(0)).containsText("line 8 Fig,1.5");
            assertThat(kinds.nth(1)).containsText("greater than or equal to 0");
            assertThat(kinds.nth(1)).containsText("line 5 Pear,-1");
            visit.assertAccessible();
            visit.picture("import-findings");
            assertThat(http.get("/api/items").json().size()).isEqualTo(0);
            visit.button("Choose the mended file").click();
            choose(visit, "fruit.ndjson", "{\"product\":\"Pear\",\"price\":1}\n\n{\"product\":\"Plum\",\"price\":2}\n");
            visit.button("Import 2 products").click();
            assertThat(visit.rows()).hasCount(2);
        }
    }

    /** As Excel writes it in most of Europe. */
    @Test
    void takesTheLineThatNamesTheSeparatorAndRowsWithoutAValue() {
        try (ConsolePage visit = visit()) {
            drop(visit, "fruit.csv", "sep=;\r\nProduct;Price;\r\nApple;650;\r\n;;\r\nPear;-1;\r\n");
            visit.button("Import 2 products").click();
            Locator kinds = visit.dialog().locator("tbody tr");
            assertThat(kinds).hasCount(1);
            assertThat(kinds.nth(0)).containsText("line 5");
            visit.button("Choose the mended file").click();
            choose(visit, "fruit.csv", "sep=;\r\nProduct;Price;\r\nApple;650;\r\n;;\r\n");
            visit.button("Import 1 product").click();
            assertThat(visit.rows()).hasCount(1);
        }
    }

    @Test
    void sendsALargeFileInPartsOfWholeRecords() {
        String name = "x".repeat(190);
        int rows = 100_000;
        String csv = IntStream.rangeClosed(1, rows)
                .mapToObj(row -> "\"" + name + "\r\n" + row + "\"," + row + "\r\n")
                .collect(Collectors.joining("", "product,price\r\n", ""));
        assertThat(csv.length()).isGreaterThan(20_000_000);
        try (ConsolePage visit = visit()) {
            choose(visit, "large.csv", csv);
            assertThat(visit.dialog()).containsText("in 3 parts");
            visit.button("Import 100,000 products").click();
            assertThat(visit.page().getByRole(AriaRole.PROGRESSBAR)).isVisible();
            assertThat(visit.page().getByText("Imported 100,000 products")).isVisible(patiently());
            assertThat(visit.page().locator(".count")).hasText("100,000");
        }
    }

    @Test
    void checksAllPartsBeforeItStoresAnything() {
        try (ConsolePage visit = visit()) {
            choose(visit, "large.csv", twoParts(row -> row == 59_999 ? "none" : Integer.toString(row)));
            visit.button("Import 60,000 products").click();
            assertThat(visit.button("Choose the mended file")).isVisible(patiently());
            assertThat(visit.dialog().locator("tbody tr")).containsText("line 60,000");
            assertThat(http.get("/api/items?limit=1").json().size()).isEqualTo(0);
            visit.button("Import the 59,999 valid products").click();
            assertThat(visit.page().getByText("Imported 59,999 products")).isVisible(patiently());
        }
    }

    @Test
    void countsSixtyThousandRowsOfOneKind() {
        try (ConsolePage visit = visit()) {
            choose(visit, "large.csv", twoParts(row -> "1.5"));
            visit.button("Check only").click();
            assertThat(visit.button("Choose the mended file")).isVisible(patiently());
            Locator kind = visit.dialog().locator("tbody tr");
            assertThat(kind).hasCount(1);
            assertThat(kind.locator("td").first()).hasText("60,000");
            assertThat(kind).containsText("Price: A valid integer is required.");
            assertThat(kind.locator(".place")).hasCount(3);
            assertThat(kind).containsText("line 2");
        }
    }

    /** Another request may take the place of a record between the check and the write. */
    @Test
    void tellsTheLineInALaterPartAndWhatIsStored() {
        try (ConsolePage visit = visit()) {
            AtomicInteger writes = new AtomicInteger();
            visit.page().route("**/api/items", route -> {
                if (route.request().method().equals("POST") && writes.incrementAndGet() == 2) {
                    route.fulfill(
                            new Route.FulfillOptions()
                                    .setStatus(409)
                                    .setContentType("application/problem+json")
                                    .setBody(
                                            "{\"code\":\"already-taken\",\"detail\":\"Another record has this value.\",\"errors\":[{\"pointer\":\"#/2/product\",\"detail\":\"Taken.\"}]}"));
                } else {
                    route.resume();
                }
            });
            choose(visit, "large.csv", twoParts(Integer::toString));
            visit.button("Import 60,000 products").click();
            assertThat(visit.dialog().getByText("Another record has this value."))
                    .isVisible(patiently());
            Locator line = visit.dialog().locator("tbody tr td").first();
            assertThat(visit.dialog())
                    .containsText(Pattern.compile("What stands before line [0-9,]+ is stored \\([0-9,]+ products\\)"));
            int stored = Integer.parseInt(
                    http.get("/api/items?limit=1", "Prefer: count=exact").header("X-Total-Count"));

            assertThat(line).hasText(String.format(Locale.ROOT, "%,d", stored + 4));
        }
    }

    @Test
    void goesOnWhereTheConnectionBroke() {
        try (ConsolePage visit = visit()) {
            AtomicInteger posts = new AtomicInteger();
            visit.page().route("**/api/items", route -> {
                if (route.request().method().equals("POST") && posts.incrementAndGet() == 2) {
                    route.abort();
                } else {
                    route.resume();
                }
            });
            choose(visit, "large.csv", twoParts(Integer::toString));
            visit.button("Import 60,000 products").click();
            Locator again = visit.page()
                    .getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName(Pattern.compile("Try again from line .*")));
            assertThat(again).isVisible(patiently());
            again.click();
            assertThat(visit.page().getByText("Imported 60,000 products")).isVisible(patiently());
            assertThat(visit.page().locator(".count")).hasText("60,000");
        }
    }

    @Test
    void refusesWhatCannotBeImported() {
        try (ConsolePage visit = visit()) {
            drop(visit, "picture.png", "no text");
            assertThat(visit.page().getByRole(AriaRole.ALERT)).containsText("neither CSV");
            choose(visit, "empty.csv", "product,price\n");
            assertThat(visit.page().getByRole(AriaRole.ALERT)).containsText("There are no records");
        }
    }

    /** 60,000 products, more than one request takes. */
    private static String twoParts(IntFunction<String> price) {
        String filler = "y".repeat(190);
        return IntStream.rangeClosed(1, 60_000)
                .mapToObj(row -> filler + row + "," + price.apply(row) + "\n")
                .collect(Collectors.joining("", "product,price\n", ""));
    }

    /** Ten megabytes on a busy machine. */
    private static LocatorAssertions.IsVisibleOptions patiently() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(90_000);
    }

    /** As the mouse would do it: over the page, then let go. */
    private static void drop(ConsolePage visit, String name, String text) {
        assertThat(visit.page().locator("#list-title")).isVisible();
        JSHandle transfer = visit.page().evaluateHandle("""
                ([name, text]) => {
                    const transfer = new DataTransfer();
                    transfer.items.add(new File([text], name));
                    return transfer;
                }""", new String[] {name, text});
        visit.page().dispatchEvent("main", "dragover", Map.of("dataTransfer", transfer));
        assertThat(visit.page().getByText("Drop the file to import products")).isVisible();
        visit.page().dispatchEvent("main", "drop", Map.of("dataTransfer", transfer));
    }

    private static void choose(ConsolePage visit, String name, String text) {
        if (visit.dialog().isHidden()) {
            visit.button("Import").click();
        }
        visit.page()
                .locator("input[type=file]")
                .setInputFiles(new FilePayload(name, "", text.getBytes(StandardCharsets.UTF_8)));
    }

    private ConsolePage visit() {
        return ConsolePage.to(browser, http.base());
    }
}
