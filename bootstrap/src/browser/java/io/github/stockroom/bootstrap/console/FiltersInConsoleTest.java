package io.github.stockroom.bootstrap.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.ProductRows;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.RunningService;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Numbers as lists show them, and what the service has against a filter. */
@InBrowser
class FiltersInConsoleTest {

    private final RunningService service = DatabaseKind.H2.service();
    private final Browser browser;

    FiltersInConsoleTest(Browser browser) {
        this.browser = browser;
    }

    @BeforeEach
    void twoProducts() {
        ProductRows.clear(service);
        Products.create(service.http(), "Apple", 1_300);
        Products.create(service.http(), "Pear", 210);
    }

    @Test
    void takesNumbersAsTheListShowsThem() {
        try (ConsolePage visit = visit()) {
            assertThat(visit.rows().nth(1)).containsText("1,300");
            filter(visit, "is at least", "1,300");
            assertThat(visit.rows()).hasCount(1);
            assertThat(visit.page().locator(".chip")).containsText("Price is at least 1,300");
            visit.link("Edit Apple").click();
            visit.dialog().getByLabel("Price").fill("2,000,300");
            visit.button("Save").click();
            assertThat(visit.rows().first()).containsText("2,000,300");
            assertThat(visit.rows()).hasCount(1);
        }
    }

    @Test
    void leavesToTheServiceWhatIsNoNumber() {
        try (ConsolePage visit = visit()) {
            visit.link("Edit Apple").click();
            visit.dialog().getByLabel("Price").fill("13,00");
            visit.button("Save").click();
            assertThat(visit.dialog().getByLabel("Price")).hasAccessibleDescription("A valid integer is required.");
        }
    }

    @Test
    void showsWhatIsWrongAtTheFilterAndKeepsTheList() {
        try (ConsolePage visit = visit()) {
            assertThat(visit.rows()).hasCount(2);
            filter(visit, "is at most", "cheap");
            Locator value = visit.page().getByLabel("Value");
            assertThat(value).hasAttribute("aria-invalid", "true");
            assertThat(value).hasValue("cheap");
            assertThat(value).isFocused();
            assertThat(value).hasAccessibleDescription("A valid integer is required.");
            assertThat(visit.rows()).hasCount(2);
            visit.assertAccessible();
            visit.picture("filter-refused");
            value.fill("1000");
            visit.page().keyboard().press("Enter");
            assertThat(visit.rows()).hasCount(1);
            assertThat(visit.page().locator(".chip")).hasCount(1);
        }
    }

    @Test
    void namesARefusedFilterOfAnAddressAndShowsTheListWithoutIt() {
        try (ConsolePage visit = visit().goTo("items?colour=red&price__gte=1000")) {
            assertThat(visit.page().getByRole(AriaRole.ALERT)).containsText("colour");
            assertThat(visit.page().getByRole(AriaRole.ALERT)).containsText("not applied");
            assertThat(visit.rows()).hasCount(1);
            visit.assertAccessible();
            visit.button("Remove filter: colour red").click();
            assertThat(visit.page().getByRole(AriaRole.ALERT)).isHidden();
            assertThat(visit.rows()).hasCount(1);
        }
    }

    @Test
    void changesAFilter() {
        try (ConsolePage visit = visit().goTo("items?price__gte=1000")) {
            assertThat(visit.rows()).hasCount(1);
            visit.button("Price is at least 1,000").click();
            assertThat(visit.page().getByLabel("Value")).hasValue("1000");
            visit.page().getByLabel("Comparison").selectOption("is at most");
            visit.button("Apply").click();
            assertThat(visit.link("Edit Pear")).isVisible();
            assertThat(visit.page()).hasURL(Pattern.compile("#/items\\?price__lte=1000$"));
        }
    }

    private static void filter(ConsolePage visit, String comparison, String value) {
        visit.button("+ Filter").click();
        visit.page().getByLabel("Field").selectOption("price");
        visit.page().getByLabel("Comparison").selectOption(comparison);
        visit.page().getByLabel("Value").fill(value);
        visit.page().keyboard().press("Enter");
    }

    private ConsolePage visit() {
        return ConsolePage.to(browser, service.http().base());
    }
}
