package io.github.stockroom.bootstrap.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.RunningService;
import io.github.stockroom.bootstrap.testing.SampleRecords;
import io.github.stockroom.bootstrap.testing.Tokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Passwords, accounts and API keys, as a person manages them at the console. */
@InBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountsInConsoleTest {

    private static final String NEW = "another pass of a user";

    private final Browser browser;
    private RunningService service;
    private Http http;

    AccountsInConsoleTest(Browser browser) {
        this.browser = browser;
    }

    @BeforeAll
    void start() {
        service = RunningService.start(DatabaseKind.H2);
        http = service.http();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void changesThePasswordAndStaysSignedIn() {
        String name = Tokens.createUser(http, "user");
        try (ConsolePage visit = ConsolePage.to(browser, http.base())) {
            visit.signIn(name, Tokens.PASSWORD);
            visit.button("Change password").click();
            fill(visit, "Old password", "wrong");
            fill(visit, "New password", NEW);
            fill(visit, "New password again", NEW);
            visit.page().keyboard().press("Enter");
            assertThat(visit.dialog().getByText("entered incorrectly")).isVisible();
            visit.assertAccessible();
            fill(visit, "Old password", Tokens.PASSWORD);
            visit.page().keyboard().press("Enter");
            assertThat(visit.page().getByText("Password changed.")).isVisible();
            visit.goTo("keys");
            assertThat(visit.button("Add API key")).isVisible();
            assertThat(visit.button("Sign out")).isVisible();
        }
        assertThat(http.post("/api/token", Tokens.credentials(name, NEW)).status())
                .isEqualTo(200);
    }

    @Test
    void administratorChangesAnAccountAndResetsItsPassword() {
        String name = Tokens.createUser(http, "user");
        String token;
        try (ConsolePage visit =
                ConsolePage.to(browser, http.base()).signInAsAdministrator().goTo("users")) {
            visit.button("Change " + name).click();
            visit.page().getByLabel("May sign in").selectOption("no");
            visit.assertAccessible();
            visit.button("Save").click();
            Locator row = visit.rows().filter(new Locator.FilterOptions().setHasText(name));
            assertThat(row).containsText("no");
            visit.button("Change " + name).click();
            visit.page().getByLabel("May sign in").selectOption("yes");
            visit.button("Save").click();
            assertThat(row).containsText("yes");
            visit.button("Change " + name).click();
            visit.button("Reset password").click();
            token = visit.page().getByLabel("Reset token").inputValue();
            visit.assertAccessible();
            visit.button("Done").click();
        }
        try (ConsolePage visit = ConsolePage.to(browser, http.base())) {
            visit.button("Sign in").click();
            visit.button("I have a reset token").click();
            fill(visit, "Reset token", token);
            fill(visit, "New password", NEW);
            fill(visit, "New password again", NEW);
            visit.assertAccessible();
            visit.button("Change password").click();
            assertThat(visit.page().getByText("The password is changed.")).isVisible();
            visit.signIn(name, NEW);
        }
    }

    @Test
    void administratorSeesWhichAccountHasAnOutsideIdentity() {
        String linked = Tokens.createUser(http, "user");
        String other = Tokens.createUser(http, "user");
        String identity = "{\"oidc_issuer\":\"https://issuer.example\",\"oidc_subject\":\"subject-1\"}";
        assertThat(http.patch("/users/" + linked, identity, Tokens.bearer(Tokens.admin(http)))
                        .status())
                .isEqualTo(200);
        try (ConsolePage visit =
                ConsolePage.to(browser, http.base()).signInAsAdministrator().goTo("users")) {
            assertThat(visit.rows().filter(new Locator.FilterOptions().setHasText(linked)))
                    .containsText("outside identity");
            assertThat(visit.rows().filter(new Locator.FilterOptions().setHasText(other)))
                    .not()
                    .containsText("outside identity");
            visit.assertAccessible();
        }
    }

    @Test
    void makesAKeyAndRevokesIt() {
        String name = Tokens.createUser(http, "user");
        try (ConsolePage visit = ConsolePage.to(browser, http.base())) {
            visit.signIn(name, Tokens.PASSWORD).goTo("keys");
            visit.button("Add API key").click();
            visit.button("Save").click();
            assertThat(visit.dialog().getByText("may not be blank")).isVisible();
            visit.assertAccessible();
            fill(visit, "Name", "nightly import");
            visit.page().getByLabel(SampleRecords.code() + ":write").check();
            visit.button("Save").click();
            String key = visit.page()
                    .getByLabel("API key", new Page.GetByLabelOptions().setExact(true))
                    .inputValue();
            visit.button("Done").click();
            assertThat(visit.rows()).containsText("nightly import");
            visit.assertAccessible();
            assertThat(http.post(SampleRecords.PATH, SampleRecords.json("Apple", 1), "X-Api-Key: " + key)
                            .status())
                    .isEqualTo(201);

            visit.button("Revoke nightly import").click();
            visit.button("Revoke key").click();
            assertThat(visit.rows()).hasCount(0);
            assertThat(http.post(SampleRecords.PATH, SampleRecords.json("Apple", 1), "X-Api-Key: " + key)
                            .status())
                    .isEqualTo(401);
        }
    }

    private static void fill(ConsolePage visit, String label, String value) {
        visit.dialog()
                .getByLabel(label, new Locator.GetByLabelOptions().setExact(true))
                .fill(value);
    }
}
