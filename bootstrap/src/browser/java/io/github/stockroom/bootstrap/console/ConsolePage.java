package io.github.stockroom.bootstrap.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.github.stockroom.bootstrap.testing.Tokens;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A person at the console, in a tab and with a memory of its own. When it ends, the page must have sent requests to the
 * service only, and have broken no rule of its own (errors, content security policy).
 */
final class ConsolePage implements AutoCloseable {

    /** The screens that the console is looked at on. */
    enum Screen {
        DESKTOP(1280, 800),
        PHONE(360, 740);

        private final int width;
        private final int height;

        Screen(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    private static final Path PICTURES = Path.of("target", "screenshots");
    /** The text that the browser itself logs for each response with a status of 400 or more. */
    private static final String BAD_ANSWER = "Failed to load resource";

    private final String base;
    private final BrowserContext context;
    private final Page page;
    private final List<String> strangers = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    private ConsolePage(Browser browser, String base, Screen screen, ColorScheme colors) {
        this.base = base;
        context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(base)
                .setLocale("en-GB")
                .setViewportSize(screen.width, screen.height)
                .setColorScheme(colors)
                .setReducedMotion(ReducedMotion.REDUCE));
        page = newTab();
    }

    /** Opens the console. */
    static ConsolePage to(Browser browser, String base) {
        return to(browser, base, Screen.DESKTOP, ColorScheme.LIGHT);
    }

    static ConsolePage to(Browser browser, String base, Screen screen, ColorScheme colors) {
        var visit = new ConsolePage(browser, base, screen, colors);
        visit.page.navigate("/console");
        return visit;
    }

    /** With an empty tab. */
    static ConsolePage beforeTheFirst(Browser browser, String base) {
        return new ConsolePage(browser, base, Screen.DESKTOP, ColorScheme.LIGHT);
    }

    Page page() {
        return page;
    }

    /** A second tab of the same person. */
    Page newTab() {
        Page tab = context.newPage();
        tab.onRequest(request -> {
            if (!request.url().startsWith(base) && !request.url().matches("(data|blob):.*")) {
                strangers.add(request.url());
            }
        });
        tab.onPageError(complaints::add);
        tab.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().startsWith(BAD_ANSWER)) {
                complaints.add(message.text());
            }
        });
        return tab;
    }

    ConsolePage goTo(String view) {
        page.navigate("/console#/" + view);
        return this;
    }

    Locator button(String name) {
        return button(page, name);
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return link(page, name);
    }

    static Locator link(Page page, String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator dialog() {
        return page.getByRole(AriaRole.DIALOG);
    }

    Locator rows() {
        return page.locator("tbody tr");
    }

    ConsolePage signIn(String name, String password) {
        button("Sign in").click();
        page.getByLabel("User name").fill(name);
        page.getByLabel("Password").fill(password);
        page.keyboard().press("Enter");
        assertThat(button("Sign out")).isVisible();
        return this;
    }

    ConsolePage signInAsAdministrator() {
        return signIn("admin", Tokens.ADMIN_PASSWORD);
    }

    /** Asserts that axe finds no violation of WCAG 2.2 AA or of good practice. */
    void assertAccessible() {
        List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
        assertThat(violations)
                .as(() -> violations.stream()
                        .map(rule -> rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes())
                        .toList()
                        .toString())
                .isEmpty();
    }

    /** Asserts that nothing is cut off and that the page does not scroll sideways. */
    void assertFits() {
        Object overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(overflow).as("pixels too wide").isEqualTo(0);
    }

    /** Keeps a picture in {@code target/screenshots}. */
    void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name.toLowerCase(Locale.ROOT) + ".png"))
                .setFullPage(false));
    }

    @Override
    public void close() {
        context.close();
        assertThat(strangers).as("requests to others").isEmpty();
        assertThat(complaints).as("errors in the page").isEmpty();
    }
}
