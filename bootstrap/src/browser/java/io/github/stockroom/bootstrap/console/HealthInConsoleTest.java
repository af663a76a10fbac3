package io.github.stockroom.bootstrap.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.SampleRecords;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@InBrowser
class HealthInConsoleTest {

    private static final Pattern MILLISECONDS = Pattern.compile("[0-9.]+ ms");

    private final Http http = DatabaseKind.H2.service().http();
    private final Browser browser;

    HealthInConsoleTest(Browser browser) {
        this.browser = browser;
    }

    @Test
    void drawsWhatTheMetricsTell() {
        try (ConsolePage visit = ConsolePage.to(browser, http.base()).goTo("health")) {
            assertThat(visit.page().getByText("working")).isVisible();
            assertThat(visit.page().getByText("of 10 in use")).isVisible();
            var lists = visit.rows().filter(new Locator.FilterOptions().setHasText("GET " + SampleRecords.PATH));
            visit.page().waitForCondition(() -> {
                for (int i = 0; i < 20; i++) {
                    http.get(SampleRecords.PATH + "?limit=1");
                }
                return lists.count() == 1;
            });
            assertThat(lists).containsText(MILLISECONDS);
            assertThat(visit.page().getByRole(AriaRole.IMG).first()).hasAccessibleName(Pattern.compile("now [1-9]"));
            visit.picture("health");
        }
    }

    @Test
    void saysSoWhereTheMetricsAreClosed() {
        try (ConsolePage visit = ConsolePage.to(browser, http.base())) {
            visit.page()
                    .route("**/actuator/prometheus", route -> route.fulfill(new Route.FulfillOptions().setStatus(403)));
            visit.goTo("health");
            assertThat(visit.page().getByRole(AriaRole.ALERT)).containsText("not open to this page here (403)");
            assertThat(visit.page().getByText("Sign in as administrator")).isVisible();
            assertThat(visit.page().getByText("working")).isVisible();
        }
    }
}
