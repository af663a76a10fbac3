package io.github.stockroom.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Compares the templates with the products of the tree, file by file. After a change of the product's code change the
 * templates too, and the other way round.
 */
class ProductTemplateTest {

    private static final Path ROOT = Path.of("..");

    private static final Definition PRODUCTS = DefinitionParser.parse(
            List.of(
                    "products",
                    "product:text(200)",
                    "price:integer(0,2147483647)",
                    "--path",
                    "/api/items",
                    "--access",
                    "items"),
            new Tree(ROOT));

    /** Words that a person chose for products, by those of the templates. */
    private static final Map<String, String> WORDINGS = Map.of(
            "The product and the values that it consists of.", "The product: a name and a price.",
            " * The name of a product.", " * The name of a product. Names need not be unique.",
            " * The price of a product.",
                    " * A price in whole units of the catalogue's currency; the service attaches no currency and does no"
                            + " arithmetic.",
            "\"Name.\", \"Product\"", "\"What it is called.\", \"Apple\"",
            "\"Price.\"", "\"What it costs.\"");

    @TestFactory
    Stream<DynamicTest> everyFileOfProductsIsWhatTheTemplatesSay() {
        return NewResource.files(PRODUCTS, "products").files().entrySet().stream()
                .map(file -> dynamicTest(
                        file.getKey(),
                        () -> assertThat(formatted(file.getKey(), worded(file.getValue())))
                                .as("%s differs from the templates of the generator", file.getKey())
                                .isEqualTo(Files.readString(ROOT.resolve(file.getKey())))));
    }

    @Test
    void linesInSharedFilesAreThoseOfProducts() throws Exception {
        var tree = new Tree(ROOT);
        Registration.register(tree, PRODUCTS, "products.sql");

        for (String path : List.of(
                SharedPlaces.OPERATIONS,
                SharedPlaces.CHANGE_LOG,
                SharedPlaces.TYPESCRIPT,
                SharedPlaces.CONSOLE,
                SharedPlaces.CLOUDFORMATION + "api.yaml",
                SharedPlaces.CLOUDFORMATION + "authorizer.yaml",
                SharedPlaces.CLOUDFORMATION + "root.yaml",
                SharedPlaces.CLOUDFORMATION + "service.yaml")) {
            List<String> before = Files.readString(ROOT.resolve(path)).lines().toList();
            List<String> after = tree.read(path).lines().toList();
            assertThat(after).as(path).hasSizeGreaterThan(before.size());
            assertThat(before)
                    .as("the lines that were added to %s are there already", path)
                    .containsAll(after);
        }
    }

    private static String worded(String text) {
        String worded = text;
        for (Map.Entry<String, String> wording : WORDINGS.entrySet()) {
            worded = worded.replaceAll(
                    "(?m)" + java.util.regex.Pattern.quote(wording.getKey()) + "(?! N)", wording.getValue());
        }
        return worded;
    }

    /** As the build's formatter does it. */
    private static String formatted(String path, String text) throws FormatterException {
        JavaFormatterOptions options = JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .build();
        return path.endsWith(".java") ? Formatter.createFormatter(options).formatSource(text) : text;
    }
}
