package io.github.stockroom.bootstrap;

import static io.github.stockroom.bootstrap.testing.ProblemAssertions.assertProblem;
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

/** The delivery of the console to a browser; its behaviour is tested in one ({@code -Pbrowser}). */
class ConsoleServingTest {

    private static final Pattern ASSET = Pattern.compile("\"(/console/assets/[^\"]+)\"");

    private final Http http = DatabaseKind.H2.service().http();

    @ParameterizedTest
    @ValueSource(strings = {"/console", "/console/"})
    void isAPageThatMayLoadAndAskNothingButThisService(String path) {
        Reply page = http.get(path, "Accept: text/html,application/xhtml+xml,*/*;q=0.8");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=utf-8");
        assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Content-Security-Policy").split("; "))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'")
                .contains("form-action 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                .noneMatch(directive -> directive.contains("unsafe"));
        assertThat(http.head(path).header("Content-Length"))
                .isEqualTo(Integer.toString(http.get(path).body().length));
    }

    @Test
    void namesFilesByTheirContentSoThatTheyNeverNeedBeAskedForAgain() {
        for (String asset : assets()) {
            Reply file = http.get(asset);
            assertThat(file.status()).as(asset).isEqualTo(200);
            assertThat(file.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
            assertThat(file.header("Content-Type"))
                    .isEqualTo(
                            asset.endsWith(".js")
                                    ? "text/javascript"
                                    : asset.endsWith(".css") ? "text/css" : "image/svg+xml");
        }
    }

    @Test
    void compressesThem() {
        String script = assets().stream()
                .filter(asset -> asset.contains("/record-list-"))
                .findFirst()
                .orElseThrow();
        Reply packed = http.get(script, "Accept-Encoding: gzip");
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.body().length).isLessThan(http.get(script).body().length / 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/console/assets/main.js", "/console/assets/nothing", "/console/assets", "/console/index.html"})
    void hasNoOtherFiles(String path) {
        assertProblem(http.get(path), 404, "not_found");
    }

    @Test
    void isReadOnlyAndTakesNoParameters() {
        assertProblem(http.post("/console", "{}"), 405, "method_not_allowed");
        assertProblem(http.get("/console?theme=dark"), 400, "unknown-parameter");
        assertProblem(http.get("/console", "Accept: application/json"), 406, "not_acceptable");
    }

    private List<String> assets() {
        return ASSET.matcher(http.get("/console").text())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
