package io.github.stockroom.bootstrap.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.ProductRows;
import io.github.stockroom.bootstrap.testing.RunningService;
import org.junit.jupiter.api.Test;

/** A million products. */
@InBrowser
class LongTableTest {

    private static final int ROWS = 200_000;

    private final Browser browser;

    LongTableTest(Browser browser) {
        this.browser = browser;
    }

    @Test
    void pagesSortsSearchesAndFilters() {
        try (RunningService service =
                        ProductRows.in(RunningService.start(DatabaseKind.H2), ROWS, row -> "Product number " + row);
                ConsolePage visit = ConsolePage.to(browser, service.http().base())) {
            assertThat(visit.rows()).hasCount(50);
            assertFirst(visit, ROWS);
            assertThat(visit.page().getByText("Page 1 of 4,000")).isVisible();
            assertThat(visit.page().locator(".count")).hasText("200,000");
            for (int page = 2; page <= 4; page++) {
                visit.button("Next").click();
                assertFirst(visit, ROWS - 50 * (page - 1));
            }
            assertThat(visit.page().getByText("Page 4 of 4,000")).isVisible();
            visit.button("Previous").click();
            assertFirst(visit, ROWS - 100);
            visit.page().goBack();
            assertFirst(visit, ROWS - 150);
            visit.page().reload();
            assertFirst(visit, ROWS - 150);
            visit.button("Previous").click();
            assertFirst(visit, ROWS - 100);
            visit.button("First").click();
            assertFirst(visit, ROWS);
            visit.button("Price").click();
            assertFirst(visit, 1);
            visit.page().getByLabel("Rows").selectOption("500");
            assertThat(visit.rows()).hasCount(500);
            visit.page().getByRole(AriaRole.SEARCHBOX).fill("NUMBER 19999");
            repeatWhileTimedOut(visit, visit.link("Edit Product number 19999"));
            assertFirst(visit, 19_999);
            assertThat(visit.rows()).hasCount(11);
            assertThat(visit.button("Next")).isDisabled();
            visit.picture("long-table");
        }
    }

    /** The search reads all rows, which takes longer than a statement may while other tests have the processors. */
    private static void repeatWhileTimedOut(ConsolePage visit, Locator expected) {
        Locator again = visit.button("Try again");
        for (int attempt = 0; attempt < 10; attempt++) {
            assertThat(expected.or(again)).isVisible();
            if (expected.isVisible()) {
                return;
            }
            visit.page().waitForResponse(response -> response.url().contains("q="), again::click);
        }
    }

    private static void assertFirst(ConsolePage visit, int number) {
        assertThat(visit.link("Edit Product number " + number)).isVisible();
        assertThat(visit.rows().first()).containsText("Product number " + number);
    }
}
