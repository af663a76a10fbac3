package io.github.stockroom.bootstrap.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.ProductRows;
import io.github.stockroom.bootstrap.testing.Products;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@InBrowser
class ExportInConsoleTest {

    private final Http http = ProductRows.clear(DatabaseKind.H2.service()).http();
    private final Browser browser;

    ExportInConsoleTest(Browser browser) {
        this.browser = browser;
    }

    @BeforeEach
    void products() {
        Products.create(http, "Apple pie", 650);
        Products.create(http, "Apple", 180);
        Products.create(http, "=Pear", 210);
    }

    @Test
    void savesTheViewAsItIs() throws IOException {
        try (ConsolePage visit = ConsolePage.to(browser, http.base()).goTo("items?q=apple&sort=price&limit=25")) {
            assertThat(visit.rows()).hasCount(2);
            String csv = exported(visit, "CSV");
            assertThat(csv.lines().toList()).hasSize(3);
            assertThat(csv.lines().skip(1)).first().asString().contains("Apple,180");
            assertThat(exported(visit, "NDJSON").lines()).hasSize(2).allMatch(line -> line.startsWith("{"));
        }
    }

    @Test
    void savesForSpreadsheetsAndForThoseSignedIn() throws IOException {
        try (ConsolePage visit = ConsolePage.to(browser, http.base())) {
            visit.signInAsAdministrator();
            assertThat(exported(visit, "CSV for spreadsheets"))
                    .startsWith("\ufeff")
                    .contains("'=Pear");
            assertThat(exported(visit, "CSV with semicolons"))
                    .startsWith("\ufeffid;product;price")
                    .contains("'=Pear");
            assertThat(exported(visit, "CSV")).contains("=Pear").doesNotContain("'=Pear");
        }
    }

    private static String exported(ConsolePage visit, String format) throws IOException {
        visit.page().locator("summary").click();
        Download download = visit.page()
                .waitForDownload(() -> visit.page()
                        .getByRole(
                                AriaRole.LINK,
                                new Page.GetByRoleOptions().setName(format).setExact(true))
                        .click());
        assertThat(download.suggestedFilename()).endsWith(format.startsWith("CSV") ? ".csv" : ".ndjson");
        return Files.readString(download.path());
    }
}
