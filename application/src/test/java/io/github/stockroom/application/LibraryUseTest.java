package io.github.stockroom.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.stockroom.application.product.InMemoryProductRepository;
import io.github.stockroom.application.product.ProductCatalog;
import io.github.stockroom.application.product.ProductFields;
import io.github.stockroom.application.query.Pages;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.version.Precondition;
import io.github.stockroom.application.version.StaleVersionException;
import io.github.stockroom.domain.product.Price;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.domain.product.ProductDetails;
import io.github.stockroom.domain.product.ProductName;
import io.github.stockroom.domain.shared.Validation;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.WholeNumber;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The use of the catalogue by another service on the JVM, which has nothing but the two libraries. */
class LibraryUseTest {

    @Test
    void anotherServiceKeepsItsProducts() {
        ProductCatalog catalog = ProductCatalog.on(new InMemoryProductRepository());

        for (int i = 1; i <= 2_500; i++) {
            catalog.create(details("Pear no. " + i, Integer.toString(i)));
        }
        Query<Product> cheap = Query.of(ProductFields.ALL)
                .where(ProductFields.PRICE.atMost(2_000L))
                .searching("PEAR")
                .sortedBy(ProductFields.PRICE.descending());
        assertThat(Pages.stream(catalog::list, cheap))
                .hasSize(2_000)
                .first()
                .satisfies(product -> assertThat(product.details().name()).hasToString("Pear no. 2000"));

        Product first = Pages.stream(catalog::list, Query.of(ProductFields.ALL))
                .findFirst()
                .orElseThrow();
        Precondition asRead = Precondition.anyOf(Set.of(first.version()));
        catalog.change(first.id(), asRead, old -> new ProductDetails(old.name(), new Price(0)));
        assertThatExceptionOfType(StaleVersionException.class).isThrownBy(() -> catalog.delete(first.id(), asRead));
    }

    @Test
    void anotherServiceHearsOfAllMistakesAtOnce() {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> details(" ", "-1"))
                .withMessage("product: blank, price: min_value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"org.springframework.core.SpringVersion", "tools.jackson.core.JsonParser", "org.slf4j.Logger"})
    void nothingElseIsNeeded(String name) {
        assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> Class.forName(name));
    }

    private static ProductDetails details(String rawName, String rawPrice) {
        var validation = new Validation();
        var name = validation.field("product", () -> new ProductName(rawName));
        var price = validation.field("price", () -> new Price(WholeNumber.parse(rawPrice)));
        return validation.build(() -> new ProductDetails(name.get(), price.get()));
    }
}
