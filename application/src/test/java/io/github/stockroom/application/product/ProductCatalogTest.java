package io.github.stockroom.application.product;

import static io.github.stockroom.application.product.ProductFixture.aProduct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.stockroom.application.error.RecordNotFoundException;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.application.version.Precondition;
import io.github.stockroom.application.version.StaleVersionException;
import io.github.stockroom.domain.product.Price;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.domain.product.ProductDetails;
import io.github.stockroom.domain.product.ProductId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ProductCatalogTest {

    private static final ProductId UNKNOWN = new ProductId(404);
    private static final Query<Product> ALL = Query.of(ProductFields.ALL);

    private final InMemoryProductRepository products = new InMemoryProductRepository();
    private final ProductCatalog catalog = ProductCatalog.on(products);

    @Test
    void whatWasCreatedCanBeRead() {
        Product created = catalog.create(aProduct().named("Pear").priced(9).details());

        assertThat(catalog.get(created.id())).isEqualTo(created);
        assertThat(created.version()).isEqualTo(1);
    }

    @Test
    void unknownProductIsNotFoundBeforeAnythingElseIsAsked() {
        Precondition unasked = version -> {
            throw new AssertionError("asked");
        };

        assertNotFound(() -> catalog.get(UNKNOWN));
        assertNotFound(() -> catalog.change(UNKNOWN, unasked, refusing()));
        assertNotFound(() -> catalog.delete(UNKNOWN, unasked));
    }

    @Test
    void stalePreconditionIsToldBeforeTheChangeIsApplied() {
        Product stored = catalog.create(aProduct().details());
        Precondition other = Precondition.anyOf(Set.of(7L));

        assertStale(1, () -> catalog.change(stored.id(), other, refusing()));
        assertStale(1, () -> catalog.delete(stored.id(), Precondition.ABSENT));
        assertThat(catalog.get(stored.id())).isEqualTo(stored);
    }

    @Test
    void changeMayRefuseWithAnExceptionOfItsOwn() {
        Product stored = catalog.create(aProduct().details());

        assertThatIllegalStateException()
                .isThrownBy(() -> catalog.change(stored.id(), Precondition.NONE, refusing()))
                .withMessage("refused");
        assertThat(catalog.get(stored.id())).isEqualTo(stored);
    }

    @Test
    void changeRaisesTheVersion() {
        Product stored = catalog.create(aProduct().priced(1).details());

        Product changed = catalog.change(stored.id(), Precondition.anyOf(Set.of(1L)), priced(2));

        assertThat(changed)
                .isEqualTo(new Product(stored.id(), 2, aProduct().priced(2).details()));
        assertThat(catalog.get(stored.id())).isEqualTo(changed);
    }

    @Test
    void equalChangeKeepsTheVersion() {
        Product stored = catalog.create(aProduct().priced(1).details());

        assertThat(catalog.change(stored.id(), Precondition.NONE, priced(1))).isEqualTo(stored);
        assertThat(catalog.get(stored.id())).isEqualTo(stored);
    }

    @Test
    void changeIsAppliedAgainWhenAnotherWriterComesFirst() {
        Product stored = catalog.create(aProduct().named("Apple").priced(1).details());
        List<ProductDetails> seen = new ArrayList<>();

        Product changed = catalog.change(stored.id(), Precondition.NONE, details -> {
            seen.add(details);
            if (seen.size() == 1) {
                catalog.change(stored.id(), Precondition.NONE, other -> renamed(other, "Pear"));
            }
            return priced(2).apply(details);
        });

        assertThat(seen).containsExactly(stored.details(), renamed(stored.details(), "Pear"));
        assertThat(changed.details())
                .isEqualTo(aProduct().named("Pear").priced(2).details());
        assertThat(changed.version()).isEqualTo(3);
    }

    @Test
    void callerWhoNamedAVersionIsStaleWhenAnotherWriterComesFirst() {
        Product stored = catalog.create(aProduct().priced(1).details());

        assertStale(
                2,
                () -> catalog.change(stored.id(), Precondition.anyOf(Set.of(1L)), details -> {
                    catalog.change(stored.id(), Precondition.NONE, priced(5));
                    return priced(2).apply(details);
                }));
        assertThat(catalog.get(stored.id()).price()).isEqualTo(new Price(5));
    }

    @Test
    void productDeletedDuringAChangeIsNotFound() {
        Product stored = catalog.create(aProduct().details());

        assertNotFound(() -> catalog.change(stored.id(), Precondition.NONE, details -> {
            catalog.delete(stored.id(), Precondition.NONE);
            return priced(2).apply(details);
        }));
    }

    @Test
    void deletedProductIsGone() {
        Product stored = catalog.create(aProduct().details());

        catalog.delete(stored.id(), Precondition.anyOf(Set.of(1L)));

        assertNotFound(() -> catalog.get(stored.id()));
        assertNotFound(() -> catalog.delete(stored.id(), Precondition.NONE));
    }

    @Test
    void listSaysWhereToGoOnUnlessThereIsNothingMore() {
        Product first = catalog.create(aProduct().details());
        Product second = catalog.create(aProduct().details());

        assertThat(catalog.list(ALL, Window.first(1)).items()).containsExactly(first);
        assertThat(catalog.list(ALL, Window.first(1)).next()).isEqualTo(ALL.positionOf(first));
        assertThat(catalog.list(ALL, Window.first(2)).items()).containsExactly(first, second);
        assertThat(catalog.list(ALL, Window.first(2)).next()).isNull();
        assertThat(catalog.count(ALL)).isEqualTo(2);
    }

    private static UnaryOperator<ProductDetails> priced(long price) {
        return details -> new ProductDetails(details.name(), new Price(price));
    }

    private static ProductDetails renamed(ProductDetails details, String name) {
        return new ProductFixture(details).named(name).details();
    }

    private static UnaryOperator<ProductDetails> refusing() {
        return details -> {
            throw new IllegalStateException("refused");
        };
    }

    private static void assertNotFound(Runnable call) {
        assertThatExceptionOfType(RecordNotFoundException.class).isThrownBy(call::run);
    }

    private static void assertStale(long current, Runnable call) {
        assertThatExceptionOfType(StaleVersionException.class)
                .isThrownBy(call::run)
                .satisfies(e -> assertThat(e.current()).isEqualTo(current));
    }
}
