package io.github.stockroom.bootstrap.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.ProductRows;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.RunningService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Texts that read as others, or that run from right to left. */
@InBrowser
class OddTextInConsoleTest {

    /** Reads as {@code invoiceexe.gpj} in a page that takes it as it is. */
    private static final String OVERRIDDEN = "invoice\\u202Egpj.exe";

    private final RunningService service = DatabaseKind.H2.service();
    private final Browser browser;

    OddTextInConsoleTest(Browser browser) {
        this.browser = browser;
    }

    @BeforeEach
    void empty() {
        ProductRows.clear(service);
    }

    @Test
    void marksInvisibleCharacters() {
        service.http().post("/api/items", "{\"product\":\"" + OVERRIDDEN + "\",\"price\":1}");
        try (ConsolePage visit = visit()) {
            Locator name = visit.rows().first().locator("bdi").first();
            assertThat(name).hasText("invoiceU+202Egpj.exe");
            assertThat(name.locator(".invisible")).hasAttribute("title", "right-to-left override");
            visit.picture("invisible-characters");
            visit.assertAccessible();
            visit.link("Edit invoice[U+202E]gpj.exe").click();
            assertThat(visit.dialog()).containsText("Edit invoice[U+202E]gpj.exe");
            assertThat(visit.dialog()).containsText("Has invisible characters:");
            assertThat(visit.dialog().locator("[name=product]")).hasAttribute("dir", "auto");
            visit.picture("invisible-characters-form");
            visit.assertAccessible();
        }
    }

    @Test
    void leavesAloneWhatBelongsToTheWriting() {
        for (String text : new String[] {"نمی\u200Cخواهم", "👩\u200D👧 ☎\uFE0F", "क्\u200Dष", "שלום (1)"}) {
            Products.create(service.http(), text, 1);
        }
        try (ConsolePage visit = visit()) {
            assertThat(visit.rows()).hasCount(4);
            assertThat(visit.page().locator(".invisible")).hasCount(0);
            Locator hebrew = visit.rows().first().locator("bdi").first();
            assertThat(hebrew).hasText("שלום (1)");
            assertThat(hebrew.evaluate("element => getComputedStyle(element).direction"))
                    .isEqualTo("rtl");
        }
    }

    private ConsolePage visit() {
        return ConsolePage.to(browser, service.http().base());
    }
}
