package io.github.stockroom.rest.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private final Console console = Console.load();

    @Test
    void namesOnlyWhatItServes() {
        List<String> names = found("/shop/console/assets/([^\"]+)\"", page("/shop"));
        assertThat(names).hasSizeGreaterThan(20).doesNotHaveDuplicates();
        for (String name : names) {
            Asset asset = console.asset(name);
            assertThat(asset).as(name).isNotNull();
            assertThat(name).matches(".+-[0-9a-f]{16}\\.(js|css|svg)");
            if (asset.type().equals(AssetBundle.SCRIPT)) {
                assertThat(names)
                        .as("imports of " + name)
                        .containsAll(found("(?:from|import)\\s*\"\\./([^\"]+)\"", text(asset)));
                assertThat(text(asset)).doesNotContain("sourceMappingURL");
            }
        }
    }

    @Test
    void leavesOutOfThePageWhatIsLoadedLater() {
        String main =
                text(console.asset(found("assets/(main-[^\"]+)\"", page("")).get(0)));
        List<String> later = found("import\\(\"\\./([^\"]+)\"\\)", main);
        assertThat(later).anyMatch(name -> name.startsWith("file-import-")).hasSizeGreaterThan(2);
        assertThat(later).allSatisfy(name -> {
            assertThat(console.asset(name)).isNotNull();
            assertThat(page("")).doesNotContain(name);
        });
        assertThat(page("")).contains("/record-list-");
    }

    @Test
    void bringsTheLibraryWithItsOwnImports() {
        String page = page("");
        assertThat(page).contains("/console/assets/lit-html-", "/console/assets/reactive-element-");
        assertThat(page).contains("href=\"/console/assets/console-").doesNotContain("{prefix}");
    }

    @Test
    void hasNothingInline() {
        assertThat(page("")).doesNotContain("<style", " style=", "onclick", "importmap");
        assertThat(found("<script([^>]*)>", page(""))).allMatch(attributes -> attributes.contains("src="));
    }

    @Test
    void refusesWhatIsNotThere() {
        var bundle = new AssetBundle(ImportMap.load());
        assertThatThrownBy(() -> bundle.add("console/nothing.js")).hasMessageContaining("console/nothing.js");
        assertThatThrownBy(() -> ImportMap.load().resolve("nothing")).hasMessageContaining("nothing");
        assertThat(console.asset("main.js")).isNull();
    }

    private String page(String prefix) {
        return new String(console.page(prefix), UTF_8);
    }

    private static String text(Asset asset) {
        return new String(asset.content(), UTF_8);
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
