package io.github.stockroom.bootstrap.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.github.stockroom.bootstrap.console.ConsolePage.Screen;
import io.github.stockroom.bootstrap.testing.DatabaseKind;
import io.github.stockroom.bootstrap.testing.Http;
import io.github.stockroom.bootstrap.testing.ProductRows;
import io.github.stockroom.bootstrap.testing.RunningService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The columns, the separator and the character set of a file to import, and the files that the console hands back. */
@InBrowser
class ImportSettingsInConsoleTest {

    private final RunningService service = DatabaseKind.H2.service();
    private final Http http = service.http();
    private final Browser browser;

    ImportSettingsInConsoleTest(Browser browser) {
        this.browser = browser;
    }

    @BeforeEach
    void empty() {
        ProductRows.clear(service);
    }

    @Test
    void guessesFieldsByNameWithoutCaseAccentsAndUnderscores() {
        try (ConsolePage visit = visit()) {
            choose(visit, "fruit.csv", "_PRÏCE ,Colour, Pro_duct\n650,red,Apple\n210,green,Pear\n");
            assertThat(field(visit, "_PRÏCE")).hasValue("price");
            assertThat(field(visit, "Colour")).hasValue("");
            assertThat(field(visit, "Pro_duct")).hasValue("product");
            visit.button("Import 2 products").click();
            assertThat(visit.rows()).hasCount(2);
            assertStored("Apple 650", "Pear 210");
        }
    }

    @Test
    void letsThePersonChooseAndSkipColumns() {
        try (ConsolePage visit = visit()) {
            choose(visit, "fruit.csv", "Name;Cost;Price\nApple;650;7\nPear;210;8\n");
            assertThat(visit.dialog()).containsText("Not in the file: Product.");
            field(visit, "Name").selectOption("Product");
            field(visit, "Cost").selectOption("Price");
            assertThat(field(visit, "Price")).hasValue("");
            assertThat(visit.dialog().getByText("Not in the file")).hasCount(0);
            visit.assertAccessible();
            visit.picture("import-mapping");
            visit.button("Import 2 products").click();
            assertThat(visit.rows()).hasCount(2);
            assertStored("Apple 650", "Pear 210");
        }
    }

    @Test
    void saysWhichColumnIsMissing() {
        try (ConsolePage visit = visit()) {
            choose(visit, "fruit.csv", "product,colour\nApple,red\n");
            visit.button("Import 1 product").click();
            assertThat(visit.dialog().locator("tbody tr")).containsText("This column is required.");
            assertThat(visit.dialog().locator("tbody tr")).containsText("price");
            assertThat(visit.dialog()).containsText("Nothing was stored.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1252", "UTF-8", "UTF-16LE"})
    void guessesTheCharacterSet(String charset) {
        String mark = charset.equals("UTF-16LE") ? "\ufeff" : "";
        byte[] csv = (mark + "product;price\r\nPear;210\r\nCrème brûlée;650\r\n").getBytes(Charset.forName(charset));
        try (ConsolePage visit = visit()) {
            choose(visit, "fruit.csv", csv);
            assertThat(visit.dialog().getByLabel("Character set")).hasValue(charset.toLowerCase(Locale.ROOT));
            assertThat(visit.dialog()).containsText("Line 3 reads");
            assertThat(visit.dialog().locator("q")).hasText("Crème brûlée;650");
            visit.button("Import 2 products").click();
            assertThat(visit.rows()).hasCount(2);
            assertStored("Crème brûlée 650", "Pear 210");
        }
    }

    @Test
    void showsAnotherCharacterSetAndSeparatorAtOnce() {
        byte[] csv = "product;price\nŽluťoučký kůň;1\n".getBytes(Charset.forName("windows-1250"));
        try (ConsolePage visit = visit()) {
            choose(visit, "horse.csv", csv);
            assertThat(visit.dialog().locator("q")).not().hasText("Žluťoučký kůň;1");
            visit.dialog().getByLabel("Character set").selectOption("windows-1250");
            assertThat(visit.dialog().locator("q")).hasText("Žluťoučký kůň;1");
            visit.dialog().getByLabel("Separator").selectOption("Comma");
            assertThat(visit.dialog().locator(".mapping tbody tr")).hasCount(1);
            visit.dialog().getByLabel("Separator").selectOption("Semicolon");
            visit.button("Import 1 product").click();
            assertThat(visit.rows()).hasCount(1);
            assertStored("Žluťoučký kůň 1");
        }
    }

    @Test
    void handsBackRejectedRowsByteForByte() {
        byte[] csv = "Product;Price\r\nCrème;x\r\nPear;210\r\n\r\n\"Plum\r\ncake\";-1\r\n"
                .getBytes(Charset.forName("windows-1252"));
        try (ConsolePage visit = visit()) {
            choose(visit, "fruit.csv", csv);
            visit.button("Check only").click();
            assertThat(visit.dialog().locator("tbody tr")).hasCount(2);
            Download rejected = visit.page()
                    .waitForDownload(
                            () -> visit.button("Download the 2 rejected rows").click());
            assertThat(rejected.suggestedFilename()).isEqualTo("fruit.rejected.csv");
            byte[] bytes = read(rejected);
            assertThat(new String(bytes, Charset.forName("windows-1252")))
                    .isEqualTo("Product;Price\r\nCrème;x\r\n\"Plum\r\ncake\";-1\r\n");
            JsonNode report = new JsonMapper()
                    .readTree(read(visit.page()
                            .waitForDownload(
                                    () -> visit.button("Download the report").click())));
            assertThat(report.required("read").intValue()).isEqualTo(3);
            assertThat(report.required("valid").intValue()).isEqualTo(1);
            assertThat(report.required("mistakes").size()).isEqualTo(2);
            visit.button("Import the 1 valid product").click();
            assertThat(visit.rows()).hasCount(1);

            choose(
                    visit,
                    "fruit.rejected.csv",
                    new String(bytes, Charset.forName("windows-1252"))
                            .replace(";x", ";5")
                            .replace("-1", "6")
                            .getBytes(Charset.forName("windows-1252")));
            visit.button("Import 2 products").click();
            assertThat(visit.rows()).hasCount(3);
            assertStored("Crème 5", "Pear 210", "Plum\r\ncake 6");
        }
    }

    @Test
    void checksWithoutStoring() {
        try (ConsolePage visit = visit()) {
            choose(visit, "fruit.csv", "product,price\nApple,1\n");
            visit.button("Check only").click();
            assertThat(visit.dialog()).containsText("1 product is valid. Nothing is stored yet.");
            assertThat(http.get("/api/items").json().size()).isEqualTo(0);
            visit.picture("import-checked");
            visit.button("Import 1 product").click();
            assertThat(visit.page().getByText("Imported 1 product from fruit.csv."))
                    .isVisible();
        }
    }

    @Test
    void readsOldMacLineEndsAndQuotesInTheMiddle() {
        try (ConsolePage visit = visit()) {
            choose(visit, "fruit.csv", "product,price\rApple 5\" big,1\rPear,x\r\"Fig, \"\"dry\"\"\",3\r");
            visit.button("Import 3 products").click();
            assertThat(visit.dialog().locator("tbody tr")).containsText("line 3 Pear,x");
            visit.button("Import the 2 valid products").click();
            assertThat(visit.rows()).hasCount(2);
            assertStored("Apple 5\" big 1", "Fig, \"dry\" 3");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void fitsOnAPhone(ColorScheme colors) {
        try (ConsolePage visit = ConsolePage.to(browser, http.base(), Screen.PHONE, colors)) {
            choose(visit, "fruit.csv", "Name;Colour;Price\nCrème brûlée;yellow;x\n" + "Pear;green;1.5\n".repeat(1_200));
            field(visit, "Name").selectOption("Product");
            visit.picture("import-mapping-phone-" + colors);
            visit.assertFits();
            visit.assertAccessible();
            visit.button("Check only").click();
            assertThat(visit.dialog().locator("tbody tr")).hasCount(1);
            visit.picture("import-findings-phone-" + colors);
            visit.assertFits();
            visit.assertAccessible();
        }
    }

    private static Locator field(ConsolePage visit, String column) {
        return visit.dialog().getByLabel("Field of " + column, new Locator.GetByLabelOptions().setExact(true));
    }

    private void assertStored(String... products) {
        List<String> stored = new ArrayList<>();
        http.get("/api/items?sort=product")
                .json()
                .forEach(record ->
                        stored.add(record.required("product").stringValue() + " " + record.required("price")));
        assertThat(stored).containsExactlyInAnyOrder(products);
    }

    private static byte[] read(Download download) {
        try {
            return Files.readAllBytes(download.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void choose(ConsolePage visit, String name, String text) {
        choose(visit, name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void choose(ConsolePage visit, String name, byte[] bytes) {
        if (visit.dialog().isHidden()) {
            visit.button("Import").click();
        }
        visit.page().locator("input[type=file]").setInputFiles(new FilePayload(name, "", bytes));
    }

    private ConsolePage visit() {
        return ConsolePage.to(browser, http.base());
    }
}
