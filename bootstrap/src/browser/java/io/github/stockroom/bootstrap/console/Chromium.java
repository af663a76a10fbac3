package io.github.stockroom.bootstrap.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands tests the one browser that is started for all of them. */
final class Chromium implements ParameterResolver {

    /**
     * The time that a page may take to show what a test expects; only a failing test takes all of it. The embedded
     * database reads all of a million products for a search, which takes seconds where processors are busy.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The processes that run until the last test is done. */
    private record Started(Playwright playwright, Browser browser) implements AutoCloseable {

        @Override
        public void close() {
            playwright.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(Chromium.class, key -> start(), Started.class)
                .browser();
    }

    /** The installed one: nothing is downloaded. Root, as in containers, has no use for its sandbox. */
    private static Started start() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var options = new BrowserType.LaunchOptions()
                .setExecutablePath(Path.of(System.getProperty("browser.executable")))
                .setChromiumSandbox(false)
                .setArgs(List.of("--disable-dev-shm-usage"));
        return new Started(playwright, playwright.chromium().launch(options));
    }
}
