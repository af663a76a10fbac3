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
    void mergesByDefaultWhereNoFieldWasChangedTwice() {
        try (ConsolePage visit = visit()) {
            Page mine = bothEdit(visit, "Apple", "200", "Green apple", "180");
            Locator rows = mine.locator(".comparison tbody tr");
            assertThat(rows.nth(0).locator(".kept")).containsText("Green apple");
            assertThat(rows.nth(1).locator(".kept")).containsText("200");
            assertThat(ConsolePage.button(mine, "Save merged")).isFocused();
            visit.assertAccessible();
            visit.picture("conflict-merged");
            ConsolePage.button(mine, "Save merged").click();
            assertThat(mine.getByText("Saved Green apple.")).isVisible();
            assertStored("Green apple", 200);
        }
    }

    @Test
    void asksForEachFieldThatBothChanged() {
        try (ConsolePage visit = visit()) {
            Page mine = bothEdit(visit, "Red apple", "200", "Green apple", "190");
            visit.assertAccessible();
            ConsolePage.button(mine, "Save merged").click();
            assertThat(mine.getByRole(AriaRole.ALERT)).hasText("Choose a version of Product.");
            Locator product = version(mine, "Product: theirs");
            assertThat(version(mine, "Product: mine")).isFocused();
            product.check();
            ConsolePage.button(mine, "Save merged").click();
            assertThat(mine.getByRole(AriaRole.ALERT)).hasText("Choose a version of Price.");
            version(mine, "Price: mine").check();
            visit.picture("conflict");
            ConsolePage.button(mine, "Save merged").click();
            assertThat(mine.getByText("Saved Green apple.")).isVisible();
            assertStored("Green apple", 200);
        }
    }

    @Test
    void leavesFieldsAloneThatOnlyTheOtherPersonChanged() {
        try (ConsolePage visit = visit()) {
            Page mine = bothEdit(visit, "Apple", "200", "Green apple", "190");
            assertThat(mine.locator(".comparison input[type=radio]")).hasCount(2);
            version(mine, "Price: mine").check();
            ConsolePage.button(mine, "Save merged").click();
            assertThat(mine.getByText("Saved Green apple.")).isVisible();
            assertStored("Green apple", 200);
        }
    }

    /** A third person saves while I choose. */
    @Test
    void mergesAgainWhenTheRecordWasChangedAgain() {
        try (ConsolePage visit = visit()) {
            Page mine = bothEdit(visit, "Apple", "200", "Green apple", "180");
            http.patch(path, "{\"price\":210}");
            ConsolePage.button(mine, "Save merged").click();
            assertThat(version(mine, "Price: theirs")).isVisible();
            version(mine, "Price: theirs").check();
            ConsolePage.button(mine, "Save merged").click();
            assertThat(mine.getByRole(AriaRole.DIALOG)).isHidden();
            assertStored("Green apple", 210);
        }
    }

    @Test
    void showsARefusedMergeAtItsFields() {
        try (ConsolePage visit = visit()) {
            Page mine = bothEdit(visit, "Apple", "-1", "Green apple", "180");
            ConsolePage.button(mine, "Save merged").click();
            assertThat(mine.getByLabel("Price")).isVisible();
            assertThat(mine.getByLabel("Price"))
                    .hasAccessibleDescription("Ensure this value is greater than or equal to 0.");
            mine.getByLabel("Price").fill("200");
            ConsolePage.button(mine, "Save").click();
            assertThat(mine.getByText("Saved Green apple.")).isVisible();
            assertStored("Green apple", 200);
        }
    }

    @Test
    void discardsMine() {
        try (ConsolePage visit = visit()) {
            Page mine = bothEdit(visit, "Apple", "200", "Green apple", "190");
            ConsolePage.button(mine, "Discard mine").click();
            assertThat(mine.locator("tbody tr").first()).containsText("Green apple");
            assertStored("Green apple", 190);
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
            visit.link("Edit Apple").click();
            visit.page().getByLabel("Price").fill("200");
            http.delete(path);
            visit.button("Save").click();
            assertThat(visit.dialog()).containsText("another user deleted this product");
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
        ConsolePage.link(mine, "Edit Apple").click();
        fill(mine, myName, myPrice);
        Page theirs = visit.newTab();
        theirs.navigate("/console");
        ConsolePage.link(theirs, "Edit Apple").click();
        fill(theirs, theirName, theirPrice);
        ConsolePage.button(theirs, "Save").click();
        assertThat(theirs.getByText("Saved " + theirName + ".")).isVisible();
        ConsolePage.button(mine, "Save").click();
        assertThat(mine.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Changed by another user")))
                .isVisible();
        return mine;
    }

    private static Locator version(Page page, String name) {
        return page.getByRole(
                AriaRole.RADIO, new Page.GetByRoleOptions().setName(name).setExact(true));
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
