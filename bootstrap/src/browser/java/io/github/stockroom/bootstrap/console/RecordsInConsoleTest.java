package io.github.stockroom.bootstrap.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.ProductRows;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.RunningService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@InBrowser
class RecordsInConsoleTest {

    private final RunningService service = DatabaseKind.H2.service();
    private final Browser browser;

    RecordsInConsoleTest(Browser browser) {
        this.browser = browser;
    }

    @BeforeEach
    void empty() {
        ProductRows.clear(service);
    }

    @Test
    void addsThreeProductsWithTheKeyboardAlone() {
        try (ConsolePage visit = visit()) {
            assertThat(visit.page().getByText("No products yet.")).isVisible();
            visit.button("Add product").first().focus();
            visit.page().keyboard().press("Enter");
            type(visit, "Apple", "180");
            visit.button("Save and add another").press("Enter");
            assertThat(visit.page().getByText("Added Apple.")).isVisible();
            assertThat(visit.page().getByLabel("Product", exact())).isFocused();
            type(visit, "Pear", "210");
            visit.button("Save and add another").press("Enter");
            assertThat(visit.page().getByText("Added Pear.")).isVisible();
            type(visit, "Crème brûlée", "650");
            visit.page().keyboard().press("Enter");
            assertThat(visit.dialog()).isHidden();
            assertThat(visit.rows()).hasCount(3);
            assertThat(visit.rows().first()).containsText("Crème brûlée");
            assertThat(visit.page().locator(".count")).hasText("3");
        }
    }

    @Test
    void showsTheServicesMessagesAtTheirFields() {
        try (ConsolePage visit = visit()) {
            visit.button("Add product").first().click();
            type(visit, " ", "-1");
            visit.button("Save").click();
            Locator product = visit.page().getByLabel("Product", exact());
            assertThat(product).isFocused();
            assertThat(product).hasAttribute("aria-invalid", "true");
            assertThat(product).hasAccessibleDescription("This field may not be blank.");
            assertThat(visit.page().getByLabel("Price"))
                    .hasAccessibleDescription("Ensure this value is greater than or equal to 0.");
            type(visit, "Apple", "180");
            visit.button("Save").click();
            assertThat(visit.rows()).hasCount(1);
        }
    }

    @Test
    void editsAndDeletes() {
        String id = Products.create(service.http(), "Apple", 180).id();
        try (ConsolePage visit = visit()) {
            visit.link("Edit Apple").click();
            assertThat(visit.page().getByLabel("Product", exact())).hasValue("Apple");
            visit.page().getByLabel("Price").fill("190");
            visit.button("Save").click();
            assertThat(visit.page().getByText("Saved Apple.")).isVisible();
            assertThat(visit.rows().first()).containsText("190");
            assertThat(visit.link("Edit Apple")).isFocused();
            visit.button("Delete Apple").click();
            assertThat(visit.button("Keep it")).isFocused();
            visit.button("Delete product").click();
            assertThat(visit.page().getByText("Deleted Apple.")).isVisible();
            assertThat(visit.page().getByText("No products yet.")).isVisible();
            assertThat(service.http().get("/api/items/" + id).status()).isEqualTo(404);
        }
    }

    @Test
    void searchesSortsFiltersAndRemembersItInTheAddress() {
        Products.create(service.http(), "Apple pie", 650);
        Products.create(service.http(), "Apple", 180);
        Products.create(service.http(), "Pear", 210);
        try (ConsolePage visit = visit()) {
            visit.page().getByRole(AriaRole.SEARCHBOX).fill("apple");
            assertThat(visit.rows()).hasCount(2);
            assertThat(visit.page().locator(".count")).hasText("2");
            visit.button("Price").click();
            assertThat(visit.rows().first()).containsText("180");
            visit.button("Price").click();
            assertThat(visit.rows().first()).containsText("650");
            assertThat(visit.page().locator("th[aria-sort=descending]")).containsText("Price");
            visit.button("+ Filter").click();
            visit.page().getByLabel("Field").selectOption("price");
            visit.page().getByLabel("Comparison").selectOption("is at most");
            visit.page().getByLabel("Value").fill("200");
            visit.page().keyboard().press("Enter");
            assertThat(visit.rows()).hasCount(1);
            assertThat(visit.page().url())
                    .contains("q=apple")
                    .contains("sort=-price")
                    .contains("price__lte=200");
            visit.page().reload();
            assertThat(visit.rows()).hasCount(1);
            assertThat(visit.page().getByRole(AriaRole.SEARCHBOX)).hasValue("apple");
            visit.button("Remove filter: Price is at most 200").click();
            assertThat(visit.rows()).hasCount(2);
            visit.page().goBack();
            assertThat(visit.rows()).hasCount(1);
        }
    }

    private static void type(ConsolePage visit, String product, String price) {
        visit.page().getByLabel("Product", exact()).fill(product);
        visit.page().getByLabel("Price").fill(price);
    }

    private static Page.GetByLabelOptions exact() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    private ConsolePage visit() {
        return ConsolePage.to(browser, service.http().base());
    }
}
