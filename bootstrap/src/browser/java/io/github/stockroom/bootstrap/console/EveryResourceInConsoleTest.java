package io.github.stockroom.bootstrap.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.ResourceUnderTest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A record of every resource that the console knows, put in by hand. */
@InBrowser
class EveryResourceInConsoleTest {

    private static final Pattern ENTRY =
            Pattern.compile("name: '([^']+)',\\s+path: '([^']+)',\\s+one: '([^']+)',\\s+many: '([^']+)'");

    private final Http http = DatabaseKind.H2.service().http();
    private final Browser browser;

    EveryResourceInConsoleTest(Browser browser) {
        this.browser = browser;
    }

    @TestFactory
    Stream<DynamicTest> addsARecord() throws IOException {
        List<MatchResult> entries;
        try (InputStream file = getClass().getResourceAsStream("/console/resources.js")) {
            entries = ENTRY.matcher(new String(requireNonNull(file).readAllBytes(), UTF_8))
                    .results()
                    .toList();
        }
        assertThat(entries).hasSameSizeAs(ResourceUnderTest.ALL);
        return entries.stream().map(entry -> DynamicTest.dynamicTest(entry.group(1), () -> add(entry)));
    }

    private void add(MatchResult entry) {
        ResourceUnderTest resource = ResourceUnderTest.at("/" + entry.group(2)).of(http);
        JsonNode body = new JsonMapper().readTree(resource.body());
        try (ConsolePage visit = ConsolePage.to(browser, http.base()).goTo(entry.group(1))) {
            visit.button("Add " + entry.group(3)).first().click();
            resource.defaults()
                    .keySet()
                    .forEach(member -> assertThat(input(visit, member).inputValue())
                            .as("%s is filled in", member)
                            .isNotEmpty());
            body.forEachEntry((member, value) -> fill(input(visit, member), value.asString()));
            visit.button("Save").click();

            assertThat(visit.dialog()).isHidden();
            assertThat(visit.rows().first()).isVisible();
        }
        JsonNode newest = http.get(resource.path() + "?limit=1&sort=-id").json().get(0);
        body.forEachEntry(
                (member, value) -> assertThat(ResourceUnderTest.isValue(newest.required(member), value.toString()))
                        .as(member)
                        .isTrue());
        resource.defaults()
                .forEach((member, byDefault) -> assertThat(
                                ResourceUnderTest.isValue(newest.required(member), byDefault.json()))
                        .as("%s: %s", member, newest.required(member))
                        .isTrue());
    }

    private static Locator input(ConsolePage visit, String member) {
        return visit.dialog().locator("[name='" + member + "']");
    }

    private static void fill(Locator input, String text) {
        if (input.evaluate("element => element.tagName").equals("SELECT")) {
            input.selectOption(text);
        } else {
            input.fill(text);
        }
    }
}
