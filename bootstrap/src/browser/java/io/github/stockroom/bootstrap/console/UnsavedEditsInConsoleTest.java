package io.github.stockroom.bootstrap.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.ProductRows;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.RunningService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console asks before it throws away what a person typed. */
@InBrowser
class UnsavedEditsInConsoleTest {

    private final RunningService service = DatabaseKind.H2.service();
    private final Browser browser;

    UnsavedEditsInConsoleTest(Browser browser) {
        this.browser = browser;
    }

    @BeforeEach
    void oneProduct() {
        Products.create(ProductRows.clear(service).http(), "Apple", 180);
    }

    @Test
    void escapeAndTheCrossAskFirst() {
        try (ConsolePage visit = visit()) {
            edit(visit, "200");
            visit.page().keyboard().press("Escape");
            assertThat(visit.page().getByText("Discard your changes?")).isVisible();
            assertThat(visit.button("Keep editing")).isFocused();
            visit.assertAccessible();
            visit.picture("unsaved");
            visit.page().keyboard().press("Escape");
            assertThat(visit.page().getByText("Discard your changes?")).isHidden();
            assertThat(price(visit)).isFocused();
            assertThat(price(visit)).hasValue("200");
            visit.button("Close").click();
            visit.button("Discard").click();
            assertThat(visit.dialog()).isHidden();
            assertThat(visit.rows().first()).containsText("180");
        }
    }

    @Test
    void doesNotAskAboutWhatIsAsItWas() {
        try (ConsolePage visit = visit()) {
            edit(visit, "200");
            price(visit).fill("180");
            visit.page().keyboard().press("Escape");
            assertThat(visit.dialog()).isHidden();
            visit.button("Add product").click();
            assertThat(visit.page().getByLabel("Product", exact())).isFocused();
            visit.page().keyboard().press("Escape");
            assertThat(visit.dialog()).isHidden();
        }
    }

    @Test
    void asksInANewRecordToo() {
        try (ConsolePage visit = visit()) {
            visit.button("Add product").click();
            visit.page().getByLabel("Product", exact()).fill("Pear");
            visit.button("Close").click();
            assertThat(visit.page().getByText("Discard your changes?")).isVisible();
            visit.button("Keep editing").click();
            price(visit).fill("210");
            visit.button("Save").click();
            assertThat(visit.rows()).hasCount(2);
        }
    }

    @Test
    void asksWhenThePersonGoesBackOrLoadsThePageAnew() {
        try (ConsolePage visit = visit()) {
            edit(visit, "200");
            visit.page().goBack();
            assertThat(visit.page().getByText("Discard your changes?")).isVisible();
            visit.button("Keep editing").click();
            assertThat(price(visit)).hasValue("200");
            visit.page().onceDialog(dialog -> {
                assertThat(dialog.type()).isEqualTo("beforeunload");
                dialog.accept();
            });
            visit.page().reload();
            assertThat(price(visit)).hasValue("180");
        }
    }

    private static void edit(ConsolePage visit, String price) {
        visit.link("Edit Apple").click();
        price(visit).fill(price);
    }

    private static Locator price(ConsolePage visit) {
        return visit.page().getByLabel("Price");
    }

    private static Page.GetByLabelOptions exact() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    private ConsolePage visit() {
        return ConsolePage.to(browser, service.http().base());
    }
}
