package io.github.stockroom.bootstrap.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.github.stockroom.bootstrap.console.ConsolePage.Screen;
import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.ProductRows;
import io.github.stockroom.bootstrap.testing.Products;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page that shows the OpenAPI document and sends requests from it. */
@InBrowser
class DocsPageTest {

    private final RunningService service = DatabaseKind.H2.service();
    private final Browser browser;

    DocsPageTest(Browser browser) {
        this.browser = browser;
    }

    @BeforeEach
    void empty() {
        ProductRows.clear(service);
    }

    @Test
    void executesTheSameRequestTwice() {
        String id = Products.create(service.http(), "Apple", 180).id();
        try (ConsolePage visit = visit(Screen.DESKTOP, ColorScheme.LIGHT)) {
            executeTwice(operation(visit, "createProducts"), null, "201");
            executeTwice(operation(visit, "replaceProduct"), id, "200");
            executeTwice(operation(visit, "getProduct"), id, "200");
        }
    }

    @Test
    void beginsWithProductsAndLeadsToTheConsole() {
        try (ConsolePage visit = visit(Screen.DESKTOP, ColorScheme.LIGHT)) {
            assertThat(visit.page().locator(".opblock-tag").first()).hasAttribute("data-tag", "products");
            visit.picture("docs-light");
            visit.link("Console").click();
            assertThat(visit.page()).hasTitle("Products – Stockroom");
        }
    }

    @Test
    void isDarkWhereThePersonWantsItSo() {
        try (ConsolePage visit = visit(Screen.PHONE, ColorScheme.DARK)) {
            assertThat(visit.page().locator("html")).hasClass("dark-mode");
            assertThat(visit.page().locator(".opblock-tag").first()).isVisible();
            visit.picture("docs-dark-phone");
            visit.assertFits();
        }
    }

    @Test
    void signsInWithNameAndPassword() {
        try (ConsolePage visit = visit(Screen.DESKTOP, ColorScheme.LIGHT)) {
            visit.page().locator("button.authorize").first().click();
            Locator form = visit.page().locator(".auth-container").first();
            form.locator("#oauth_username").fill("admin");
            form.locator("#oauth_password").fill(Tokens.ADMIN_PASSWORD);
            visit.picture("docs-sign-in");
            form.locator("button.authorize").click();
            assertThat(form.getByText("Authorized")).isVisible();
            form.locator("button.btn-done").click();
            Locator profile = operation(visit, "getProfile");
            execute(profile, null);
            assertThat(profile.locator(".live-responses-table tbody .response-col_status"))
                    .containsText("200");
        }
    }

    private static Locator operation(ConsolePage visit, String id) {
        Locator operation = visit.page().locator(".opblock[id$='-" + id + "']");
        operation.locator(".opblock-summary-control").click();
        operation.locator(".try-out__btn").click();
        return operation;
    }

    private static void executeTwice(Locator operation, String id, String status) {
        execute(operation, id);
        Locator answer = operation.locator(".live-responses-table tbody .response-col_status");
        assertThat(answer).containsText(status);
        operation.locator(".btn-clear").click();
        assertThat(answer).hasCount(0);
        operation.locator(".btn.execute").click();
        assertThat(answer).containsText(status);
    }

    private static void execute(Locator operation, String id) {
        if (id != null) {
            operation.locator("tr[data-param-name=id] input").fill(id);
        }
        operation.locator(".btn.execute").click();
    }

    private ConsolePage visit(Screen screen, ColorScheme colors) {
        ConsolePage visit = ConsolePage.to(browser, service.http().base(), screen, colors);
        visit.page().navigate("/docs");
        assertThat(visit.page().locator(".info .title")).containsText(Pattern.compile("Stockroom"));
        return visit;
    }
}
