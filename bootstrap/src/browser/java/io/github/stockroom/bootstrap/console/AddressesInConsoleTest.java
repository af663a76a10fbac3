package io.github.stockroom.bootstrap.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.ProductRows;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.RunningService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every list, page and record has an address, and the browser's Back and Forward lead through them. */
@InBrowser
class AddressesInConsoleTest {

    private final RunningService service = DatabaseKind.H2.service();
    private final Browser browser;

    AddressesInConsoleTest(Browser browser) {
        this.browser = browser;
    }

    @BeforeEach
    void empty() {
        ProductRows.clear(service);
    }

    @Test
    void leadsFromListToRecordAndBack() {
        String id = Products.create(service.http(), "Apple", 180).id();
        Products.create(service.http(), "Pear", 210);
        try (ConsolePage visit = visit().goTo("items?sort=-price")) {
            assertThat(visit.rows()).hasCount(2);
            visit.link("Edit Apple").click();
            assertThat(visit.dialog()).containsText("Edit Apple");
            assertThat(visit.page()).hasURL(at("#/items/" + id + "?sort=-price"));
            visit.page().goBack();
            assertThat(visit.dialog()).isHidden();
            assertThat(visit.page()).hasURL(at("#/items?sort=-price"));
            visit.page().goForward();
            assertThat(visit.dialog()).containsText("Edit Apple");
            visit.button("Close").click();
            assertThat(visit.dialog()).isHidden();
            assertThat(visit.page()).hasURL(at("#/items?sort=-price"));
            visit.page().goForward();
            assertThat(visit.dialog()).containsText("Edit Apple");
        }
    }

    @Test
    void opensARecordByItsAddress() {
        String id = Products.create(service.http(), "Apple", 180).id();
        try (ConsolePage visit = visit().goTo("items/" + id)) {
            assertThat(visit.dialog()).containsText("Edit Apple");
            assertThat(visit.page()).hasTitle("Product " + id + " – Products – Stockroom");
            visit.page().reload();
            assertThat(visit.dialog()).containsText("Edit Apple");
            visit.page().getByLabel("Price").fill("190");
            visit.button("Save").click();
            assertThat(visit.page().getByText("Saved Apple.")).isVisible();
            assertThat(visit.page()).hasURL(at("#/items"));
            assertThat(visit.rows().first()).containsText("190");
        }
    }

    @Test
    void saysThatARecordIsNotThere() {
        try (ConsolePage visit = visit().goTo("items/4711")) {
            assertThat(visit.dialog().getByRole(AriaRole.ALERT)).isVisible();
            visit.button("Close").click();
            assertThat(visit.dialog()).isHidden();
            assertThat(visit.page()).hasURL(at("#/items"));
        }
    }

    @Test
    void goesToThePreviousPageAfterAReload() {
        ProductRows.in(service, 70, row -> "Product " + row);
        try (ConsolePage visit = visit().goTo("items?limit=25&sort=id")) {
            assertThat(visit.rows().first()).containsText("Product 1");
            visit.button("Next").click();
            assertThat(visit.page().getByText("Page 2")).isVisible();
            visit.button("Next").click();
            assertThat(visit.page().getByText("Page 3")).isVisible();
            String address = visit.page().url();
            visit.page().reload();
            assertThat(visit.rows()).hasCount(20);
            visit.button("Previous").click();
            assertThat(visit.page().getByText("Page 2")).isVisible();
            assertThat(visit.rows().first()).containsText("Product 26");

            Page other = visit.newTab();
            other.navigate(address);
            assertThat(other.locator("tbody tr")).hasCount(20);
            ConsolePage.button(other, "Previous").click();
            assertThat(other.getByText("Page 2")).isVisible();
            assertThat(other.locator("tbody tr").first()).containsText("Product 26");
            ConsolePage.button(other, "Next").click();
            assertThat(other.getByText("Page 3")).isVisible();
            assertThat(other.locator("tbody tr")).hasCount(20);
        }
    }

    private String at(String address) {
        return service.http().base() + "/console" + address;
    }

    private ConsolePage visit() {
        return ConsolePage.to(browser, service.http().base());
    }
}
