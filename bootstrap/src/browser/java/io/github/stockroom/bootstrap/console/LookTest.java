package io.github.stockroom.bootstrap.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import io.github.stockroom.bootstrap.console.ConsolePage.Screen;
import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.ProductRows;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every view on each screen, light and dark: that it fits, that axe finds nothing, and a picture for those who look.
 */
@InBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LookTest {

    private final Browser browser;
    private RunningService service;

    LookTest(Browser browser) {
        this.browser = browser;
    }

    @BeforeAll
    void start() throws IOException {
        service = RunningService.start(DatabaseKind.H2);
        Http http = service.http();
        List<String> lines = Files.readAllLines(Path.of("src/test/resources/products.csv"));
        ProductRows.in(
                service,
                lines.size() - 1,
                row -> lines.get(row)
                        .substring(0, lines.get(row).lastIndexOf(','))
                        .replace("\"", ""));
        http.post("/api/items", "{\"product\":\"Volkswagen Golf\",\"price\":2018}");
        String admin = Tokens.bearer(Tokens.admin(http));
        Tokens.createUser(http, "user");
        for (String movie : List.of(
                "{\"title\":\"Heat\",\"year\":1995,\"description\":\"A group of high-end professional thieves start to feel the heat from the LAPD when they unknowingly leave a verbal clue at their latest heist, and then again when they do not.\"}",
                "{\"title\":\"Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb\",\"year\":1964}")) {
            http.post("/api/v1/movie", movie, admin);
        }
    }

    @AfterAll
    void stop() {
        service.close();
    }

    static Stream<Arguments> looks() {
        return Stream.of(Screen.values())
                .flatMap(screen ->
                        Stream.of(ColorScheme.LIGHT, ColorScheme.DARK).map(colors -> Arguments.of(screen, colors)));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void fitsAndIsAccessible(Screen screen, ColorScheme colors) {
        try (ConsolePage visit = ConsolePage.to(browser, service.http().base(), screen, colors)) {
            String look = "-" + screen + "-" + colors;
            assertThat(visit.rows()).hasCount(50);
            assertThat(visit.page().getByText("of 12")).isVisible();
            check(visit, "products" + look);
            visit.goTo("items?q=star&price__gte=100&sort=-price");
            assertThat(visit.page().locator(".chip")).isVisible();
            visit.button("+ Filter").click();
            check(visit, "filter" + look);
            visit.button("Cancel").click();
            visit.page().locator("summary").click();
            check(visit, "export" + look);
            visit.page().keyboard().press("Escape");
            visit.goTo("movies");
            assertThat(visit.rows()).hasCount(2);
            check(visit, "movies" + look);
            visit.goTo("items?q=golf");
            visit.button("Add product").first().click();
            visit.page().getByLabel("Price").fill("-1");
            visit.button("Save").click();
            assertThat(visit.page().locator("[aria-invalid]")).hasCount(2);
            check(visit, "form" + look);
            visit.button("Cancel").click();
            conflict(visit, look);
            visit.button("Delete Volkswagen Golf").click();
            assertThat(visit.button("Delete product")).isEnabled();
            check(visit, "delete" + look);
            visit.button("Keep it").click();
            visit.goTo("items?q=nothing-is-called-this");
            assertThat(visit.page().getByText("No products match.")).isVisible();
            visit.button("Import").click();
            check(visit, "import" + look);
            visit.button("Close").click();
            visit.button("Sign in").click();
            check(visit, "sign-in" + look);
            visit.button("Close").click();
            visit.signInAsAdministrator().goTo("users");
            assertThat(visit.rows()).hasCount(2);
            check(visit, "users" + look);
            visit.goTo("health");
            assertThat(visit.page().locator("line-chart path[d^=M]").first()).isAttached();
            check(visit, "health" + look);
        }
    }

    /** Both change the price, and only the other one the name; then the person wants to leave. */
    private void conflict(ConsolePage visit, String look) {
        String path = "/api/items/"
                + service.http().get("/api/items?q=golf").json().get(0).required("id");
        visit.link("Edit Volkswagen Golf").click();
        visit.page().getByLabel("Price").fill("2019");
        service.http().patch(path, "{\"product\":\"VW Golf\",\"price\":2020}");
        visit.button("Save").click();
        assertThat(visit.page().getByText("Changed by another user")).isVisible();
        check(visit, "conflict" + look);
        visit.button("Close").click();
        check(visit, "unsaved" + look);
        visit.button("Discard").click();
        // The way back to the list is a step in the history, which a reload would cut short.
        assertThat(visit.page()).hasURL(service.http().base() + "/console#/items?q=golf");
        service.http().patch(path, "{\"product\":\"Volkswagen Golf\",\"price\":2018}");
        visit.page().reload();
        assertThat(visit.link("Edit Volkswagen Golf")).isVisible();
    }

    private static void check(ConsolePage visit, String name) {
        visit.picture(name);
        visit.assertFits();
        visit.assertAccessible();
    }
}
