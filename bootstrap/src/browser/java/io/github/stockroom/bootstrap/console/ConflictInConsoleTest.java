package io.github.stockroom.bootstrap.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.ProductRows;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.Reply;
import io.github.stockroom.bootstrap.testing.RunningService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One product, edited in two tabs at once. */
@InBrowser
class ConflictInConsoleTest {

    private final RunningService service = DatabaseKind.H2.service();
    private final Http http = service.http();
    private final Browser browser;
    private String path;

    ConflictInConsoleTest(Browser browser) {
        this.browser = browser;
    }

    @BeforeEach
    void oneProduct() {
        path = Products.path(Products.create(ProductRows.clear(service).http(), "Apple", 180));
    }

    @Test
    void showsBothAndKeepsMine() {
        try (ConsolePage visit = visit()) {
            Page mine = bothEdit(visit, "Apple", "200", "Green apple", "190");
            Locator rows = mine.getByRole(AriaRole.DIALOG).locator("tbody tr");
            assertThat(rows.nth(0)).containsText("Apple");
            assertThat(rows.nth(0)).containsText("Green apple");
            assertThat(rows.nth(1)).containsText("200");
            assertThat(rows.nth(1)).containsText("190");
            assertThat(ConsolePage.button(mine, "Keep mine")).isFocused();
            assertThat(ConsolePage.button(mine, "Keep both changes")).isHidden();
            visit.assertAccessible();
            visit.picture("conflict");
            ConsolePage.button(mine, "Keep mine").click();
            assertThat(mine.getByText("Saved Apple.")).isVisible();
            assertStored("Apple", 200);
        }
    }

    @Test
    void takesTheirs() {
        try (ConsolePage visit = visit()) {
            Page mine = bothEdit(visit, "Apple", "200", "Green apple", "190");
            ConsolePage.button(mine, "Take theirs").click();
            assertThat(mine.locator("tbody tr").first()).containsText("Green apple");
            assertStored("Green apple", 190);
        }
    }

    @Test
    void keepsBothChangesWhereTheyDoNotTouch() {
        try (ConsolePage visit = visit()) {
            Page mine = bothEdit(visit, "Apple", "200", "Green apple", "180");
            ConsolePage.button(mine, "Keep both changes").click();
            assertThat(mine.getByText("Saved Green apple.")).isVisible();
            assertStored("Green apple", 200);
        }
    }

    @Test
    void asksAgainBeforeItDeletesWhatWasChanged() {
        try (ConsolePage visit = visit()) {
            visit.button("Delete Apple").click();
            assertThat(visit.button("Delete product")).isEnabled();
            http.patch(path, "{\"price\":190}");
            visit.button("Delete product").click();
            assertThat(visit.page().getByRole(AriaRole.ALERT)).containsText("changed in the meantime");
            assertThat(visit.dialog()).containsText("190");
            visit.button("Delete product").click();
            assertThat(visit.page().getByText("Deleted Apple.")).isVisible();
            assertThat(http.get(path).status()).isEqualTo(404);
        }
    }

    @Test
    void offersToAddAnewWhatWasDeleted() {
        try (ConsolePage visit = visit()) {
            visit.button("Edit Apple").click();
            visit.page().getByLabel("Price").fill("200");
            http.delete(path);
            visit.button("Save").click();
            assertThat(visit.dialog()).containsText("somebody else deleted this product");
            visit.button("Add mine as a new product").click();
            visit.button("Save").click();
            assertThat(visit.page().getByText("Added Apple.")).isVisible();
            assertThat(visit.rows().first()).containsText("200");
        }
    }

    /** Opens the form in two tabs, saves in the second and then in the first; returns that. */
    private static Page bothEdit(
            ConsolePage visit, String myName, String myPrice, String theirName, String theirPrice) {
        Page mine = visit.page();
        ConsolePage.button(mine, "Edit Apple").click();
        fill(mine, myName, myPrice);
        Page theirs = visit.newTab();
        theirs.navigate("/console");
        ConsolePage.button(theirs, "Edit Apple").click();
        fill(theirs, theirName, theirPrice);
        ConsolePage.button(theirs, "Save").click();
        assertThat(theirs.getByText("Saved " + theirName + ".")).isVisible();
        ConsolePage.button(mine, "Save").click();
        assertThat(mine.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Changed by somebody else")))
                .isVisible();
        return mine;
    }

    private static void fill(Page page, String name, String price) {
        Locator product = page.getByLabel("Product", new Page.GetByLabelOptions().setExact(true));
        assertThat(product).hasValue("Apple");
        product.fill(name);
        page.getByLabel("Price").fill(price);
    }

    private void assertStored(String name, int price) {
        Reply stored = http.get(path);
        assertThat(stored.json().required("product").stringValue()).isEqualTo(name);
        assertThat(stored.json().required("price").intValue()).isEqualTo(price);
    }

    private ConsolePage visit() {
        return ConsolePage.to(browser, http.base());
    }
}
