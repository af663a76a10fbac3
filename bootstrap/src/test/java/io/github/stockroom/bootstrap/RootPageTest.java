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

/** The root of the service, for browsers and for others. */
class RootPageTest {

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
