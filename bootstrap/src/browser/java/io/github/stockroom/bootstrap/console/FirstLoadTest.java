package io.github.stockroom.bootstrap.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Request;
import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.ProductRows;
import io.github.stockroom.bootstrap.testing.RunningService;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Measures the cost of a first visit. */
@InBrowser
class FirstLoadTest {

    private static final int MAX_BYTES = 100_000;

    private final RunningService service = DatabaseKind.H2.service();
    private final Browser browser;

    FirstLoadTest(Browser browser) {
        this.browser = browser;
    }

    @Test
    void staysBelowAHundredKilobytes() {
        Http http = ProductRows.clear(service).http();
        try (ConsolePage visit = ConsolePage.beforeTheFirst(browser, http.base())) {
            List<Request> requests = new ArrayList<>();
            visit.page().onRequestFinished(requests::add);
            visit.page().navigate("/console/");
            assertThat(visit.page().getByText("No products yet.")).isVisible();
            assertThat(visit.page().locator(".count")).hasText("0");
            int bytes = requests.stream()
                    .map(Request::sizes)
                    .mapToInt(sizes -> sizes.responseHeadersSize + sizes.responseBodySize)
                    .sum();
            assertThat(requests).hasSizeGreaterThan(20);
            assertThat(bytes).as("bytes of " + requests.size() + " answers").isBetween(MAX_BYTES / 10, MAX_BYTES);
        }
    }

    @Test
    void asksOnlyForThePageWhenItComesAgain() {
        Http http = ProductRows.clear(service).http();
        try (ConsolePage visit = ConsolePage.to(browser, http.base())) {
            assertThat(visit.page().getByText("No products yet.")).isVisible();
            visit.page().navigate("/healthz");
            visit.page().navigate("/console");
            assertThat(visit.page().getByText("No products yet.")).isVisible();
            Object fetched = visit.page()
                    .evaluate(
                            "performance.getEntriesByType('resource')"
                                    + ".filter(entry => entry.name.includes('/console/assets/') && entry.transferSize > 0).length");
            assertThat(fetched).isEqualTo(0);
        }
    }
}
