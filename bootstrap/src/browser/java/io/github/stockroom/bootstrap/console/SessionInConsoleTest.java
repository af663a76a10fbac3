package io.github.stockroom.bootstrap.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.Tokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Signing in and out, on a service that lets only users write movies and read cars. */
@InBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionInConsoleTest {

    private final Browser browser;
    private RunningService service;
    private Http http;

    SessionInConsoleTest(Browser browser) {
        this.browser = browser;
    }

    @BeforeAll
    void start() {
        service = RunningService.start(DatabaseKind.H2, "stockroom.access.cars.read=user");
        http = service.http();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void signsInWhereAWriteNeedsItAndGoesOn() {
        String name = Tokens.createUser(http, "user");
        try (ConsolePage visit = ConsolePage.to(browser, http.base()).goTo("movies")) {
            visit.button("Add movie").first().click();
            visit.page().getByLabel("Title").fill("Heat " + name);
            visit.page().getByLabel("Year").fill("1995");
            visit.button("Save").click();
            visit.page().getByLabel("User name").fill(name);
            visit.page().getByLabel("Password").fill("wrong");
            visit.page().keyboard().press("Enter");
            assertThat(visit.page().getByRole(AriaRole.ALERT)).containsText("No active account");
            visit.page().getByLabel("Password").fill(Tokens.PASSWORD);
            visit.page().keyboard().press("Enter");
            assertThat(visit.rows().filter(new Locator.FilterOptions().setHasText("Heat " + name)))
                    .hasCount(1);
            assertThat(visit.page().getByText(name, new Page.GetByTextOptions().setExact(true)))
                    .isVisible();
        }
    }

    @Test
    void offersToSignInWhereReadingNeedsIt() {
        String name = Tokens.createUser(http, "user");
        try (ConsolePage visit = ConsolePage.to(browser, http.base()).goTo("cars")) {
            assertThat(visit.page().getByRole(AriaRole.ALERT)).containsText("credentials were not provided");
            visit.page().getByRole(AriaRole.ALERT).getByRole(AriaRole.BUTTON).click();
            visit.page().getByLabel("User name").fill(name);
            visit.page().getByLabel("Password").fill(Tokens.PASSWORD);
            visit.page().keyboard().press("Enter");
            assertThat(visit.page().getByText("No cars yet.")).isVisible();
        }
    }

    @Test
    void renewsItsTokenUnseen() {
        String name = Tokens.createUser(http, "user");
        try (ConsolePage visit = ConsolePage.to(browser, http.base())) {
            visit.signIn(name, Tokens.PASSWORD);
            visit.page().evaluate("""
                    const state = JSON.parse(sessionStorage.getItem('stockroom.session'));
                    sessionStorage.setItem('stockroom.session', JSON.stringify({ ...state, access: 'expired' }));
                    """);
            visit.goTo("cars").page().reload();
            assertThat(visit.page().getByText("No cars yet.")).isVisible();
            assertThat(visit.page()
                            .evaluate("sessionStorage.getItem('stockroom.session')")
                            .toString())
                    .contains("access")
                    .doesNotContain("expired");
        }
    }

    @Test
    void createsAnAccountAndSignsOut() {
        String name = Tokens.newName();
        try (ConsolePage visit = ConsolePage.to(browser, http.base())) {
            visit.button("Sign in").click();
            visit.button("Create an account instead").click();
            visit.page().getByLabel("User name").fill(name);
            visit.page().getByLabel("Password").fill("abc");
            visit.button("Create and sign in").click();
            assertThat(visit.page().getByLabel("Password")).hasAttribute("aria-invalid", "true");
            visit.page().getByLabel("Password").fill(Tokens.PASSWORD);
            visit.button("Create and sign in").click();
            assertThat(visit.page().getByText("Signed in as " + name)).isVisible();
            assertThat(visit.page().evaluate("localStorage.length")).isEqualTo(0);
            Object token = visit.page().evaluate("JSON.parse(sessionStorage.getItem('stockroom.session')).refresh");
            visit.button("Sign out").click();
            assertThat(visit.page().getByText("Signed out, on all devices.")).isVisible();
            assertThat(visit.page().evaluate("sessionStorage.length")).isEqualTo(0);
            assertThat(http.post("/api/token/refresh", "{\"refresh\":\"" + token + "\"}")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void showsUsersToAdministratorsOnly() {
        String name = Tokens.newName();
        try (ConsolePage visit = ConsolePage.to(browser, http.base())) {
            assertThat(visit.page().getByRole(AriaRole.LINK, named("Users"))).isHidden();
            visit.signInAsAdministrator();
            visit.page().getByRole(AriaRole.LINK, named("Users")).click();
            visit.button("Add user").click();
            visit.page().getByLabel("User name").fill(name);
            visit.page().getByLabel("Password").fill(Tokens.PASSWORD);
            visit.page().getByLabel("Role").selectOption("admin");
            visit.button("Save").click();
            Locator added = visit.rows().filter(new Locator.FilterOptions().setHasText(name));
            assertThat(added).containsText("admin");
            visit.assertAccessible();
            visit.button("Delete " + name).click();
            visit.button("Delete user").click();
            assertThat(added).hasCount(0);
            assertThat(visit.button("Delete admin")).isDisabled();
        }
    }

    @Test
    void saysSoWhenTheSessionHasEnded() {
        String name = Tokens.createUser(http, "user");
        try (ConsolePage visit = ConsolePage.to(browser, http.base())) {
            visit.signIn(name, Tokens.PASSWORD);
            http.delete("/users/delete/" + name, Tokens.bearer(Tokens.admin(http)));
            visit.goTo("movies");
            assertThat(visit.page().getByText("Your session has ended.")).isVisible();
            assertThat(visit.page().getByText("No movies yet.").or(visit.rows().first()))
                    .isVisible();
        }
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
