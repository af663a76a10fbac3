package io.github.stockroom.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.Reply;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The root of the service and addresses that do not exist, for browsers and for others. */
class BrowserPagesTest {

    /** The header field by which Firefox asks for a page. */
    private static final String BROWSER = "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");

    private final Http http = DatabaseKind.H2.service().http();

    @Test
    void leadsABrowserToTheConsoleAndTheDocuments() {
        Reply page = http.get("/", BROWSER);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=utf-8");
        assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(page.header("Vary")).contains("Accept");
        assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'");

        List<String> links = LINK.matcher(page.text())
                .results()
                .map((MatchResult link) -> link.group(1))
                .toList();

        assertThat(links).containsExactly("/console", "/docs", "/openapi.json");
        for (String link : links) {
            assertThat(http.get(link).status()).as(link).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/api/items.json", "/actuator/nothing", "/API/items"})
    void leadsABrowserOnFromAnAddressThatDoesNotExist(String path) {
        Reply page = http.get(path, BROWSER);
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=utf-8");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(page.text()).contains("There is nothing at this address", "href=\"/console\"");
        assertThat(http.post("/nothing", "{}", BROWSER).header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void answersOthersAtAnUnknownAddressWithAProblem() {
        for (String accept : List.of("*/*", "application/json", "application/json, text/html;q=0.9", "text/plain")) {
            Reply reply = http.get("/nothing", "Accept: " + accept);
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.json().required("code").stringValue()).isEqualTo("not_found");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/json",
                "application/json, text/plain, */*",
                "application/json, text/html;q=0.9",
                "text/html;q=0, */*",
                "text/plain",
                "nonsense"
            })
    void staysJsonForOthers(String accept) {
        Reply reply = http.get("/", "Accept: " + accept);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.text()).isEqualTo("{\"message\":\"Stockroom\"}");
    }
}
