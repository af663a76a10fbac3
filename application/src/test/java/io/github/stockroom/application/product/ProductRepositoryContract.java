package io.github.stockroom.application.product;

import static io.github.stockroom.application.product.ProductFixture.aProduct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.stockroom.application.AtOnce;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.QueryContract;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.domain.product.Price;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.domain.product.ProductDetails;
import io.github.stockroom.domain.product.ProductId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The behaviour of every {@link ProductRepository}. A subclass gives each test an empty one. */
public abstract class ProductRepositoryContract {

    private static final Query<Product> ALL = Query.of(ProductFields.ALL);

    /** The store under test: empty when a test starts, and always the same during it. */
    protected abstract ProductRepository products();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Apple",
                "Crème brûlée, e\u0301 and \u212B",
                "tab\t, line\n, return\r, bell\u0007, delete\u007f, \u0085 and \ufeff inside",
                "'; drop table products; --",
                "${x} #{y} ? :z $1 \\ \" ` \u2028 end"
            })
    void keepsTextAsItIs(String name) {
        Product stored = products().insert(aProduct().named(name).details());

        assertThat(products().find(stored.id())).contains(stored);
        assertThat(stored.name().value()).isEqualTo(name);
    }

    @Test
    void keepsTheLongestNameOfCharactersBeyondTheBasicPlane() {
        Product stored = products().insert(aProduct().named("😀".repeat(200)).details());

        assertThat(products().find(stored.id())).contains(stored);
    }

    @ParameterizedTest
    @ValueSource(longs = {Price.MIN, Price.MAX})
    void keepsTheLowestAndTheHighestPrice(long price) {
        Product stored = products().insert(aProduct().priced(price).details());

        assertThat(products().find(stored.id())).contains(stored);
    }

    @Test
    void startsAtVersionOne() {
        assertThat(products().insert(aProduct().details()).version()).isEqualTo(1);
    }

    @Test
    void neverGivesAnIdAgain() {
        Product first = products().insert(aProduct().details());
        Product second = products().insert(aProduct().details());
        assertThat(products().delete(second.id(), second.version())).isTrue();
        Product third = products().insert(aProduct().details());

        assertThat(List.of(first, second, third))
                .extracting(p -> p.id().value())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void storesManyInOrderUnderRisingIds() {
        Product before = products().insert(aProduct().named("Pear").details());
        List<ProductDetails> details = IntStream.range(0, 2_500)
                .mapToObj(i -> i % 2 == 0
                        ? aProduct().named("Pear").details()
                        : aProduct().named("Apple").details())
                .toList();

        List<Product> stored = products().insertAll(details);

        assertThat(stored).extracting(Product::details).isEqualTo(details);
        assertThat(stored)
                .extracting(product -> product.id().value())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(stored.get(0).id().value()).isGreaterThan(before.id().value());
        assertThat(products().find(stored.get(2_499).id())).contains(stored.get(2_499));
        assertThat(products().count(ALL)).isEqualTo(2_501);
    }

    @Test
    void storesNothingIfTheWorkFails() {
        List<ProductDetails> details = List.of(aProduct().named("Pear").details());

        assertThatIllegalStateException()
                .isThrownBy(() -> products().atomically(() -> {
                    products().insertAll(details);
                    products().atomically(() -> products().insertAll(details));
                    throw new IllegalStateException();
                }));

        assertThat(products().count(ALL)).isZero();
    }

    @Test
    void findsNothingUnderAnUnknownId() {
        assertThat(products().find(new ProductId(Long.MAX_VALUE))).isEmpty();
    }

    @Test
    void updateStoresTheDetailsAndRaisesTheVersion() {
        Product stored = products().insert(aProduct().details());
        Product other = products().insert(aProduct().details());

        Optional<Product> updated =
                products().update(stored.with(aProduct().named("Pear").priced(7).details()));

        assertThat(updated)
                .contains(new Product(
                        stored.id(), 2, aProduct().named("Pear").priced(7).details()));
        assertThat(products().find(stored.id())).isEqualTo(updated);
        assertThat(products().find(other.id())).contains(other);
    }

    @Test
    void updateIsVisibleToSearchesThatIgnoreCase() {
        Product stored = products().insert(aProduct().named("Apple").details());
        products().update(stored.with(aProduct().named("PEAR").details()));

        assertThat(products().count(ALL.searching("pear"))).isEqualTo(1);
        assertThat(products().count(ALL.searching("apple"))).isZero();
    }

    @Test
    void updateOfAnotherVersionChangesNothing() {
        Product first = products().insert(aProduct().details());
        Product second =
                products().update(first.with(aProduct().priced(2).details())).orElseThrow();
        Product future = new Product(first.id(), 9, first.details());

        assertThat(products().update(first.with(aProduct().priced(3).details())))
                .isEmpty();
        assertThat(products().update(future)).isEmpty();
        assertThat(products().find(first.id())).contains(second);
    }

    @Test
    void updateOfADeletedProductDoesNotBringItBack() {
        Product stored = products().insert(aProduct().details());
        products().delete(stored.id(), stored.version());

        assertThat(products().update(stored)).isEmpty();
        assertThat(products().find(stored.id())).isEmpty();
    }

    @Test
    void deleteTakesOneProductAtItsVersion() {
        Product stored = products().insert(aProduct().details());
        Product other = products().insert(aProduct().details());

        assertThat(products().delete(stored.id(), 2)).isFalse();
        assertThat(products().find(stored.id())).contains(stored);
        assertThat(products().delete(stored.id(), 1)).isTrue();
        assertThat(products().delete(stored.id(), 1)).isFalse();
        assertThat(products().list(ALL, Window.first(10))).containsExactly(other);
    }

    @Test
    void oneOfEightConcurrentUpdatesWins() throws Exception {
        Product stored = products().insert(aProduct().details());

        List<Optional<Product>> outcomes = AtOnce.run(
                8, i -> products().update(stored.with(aProduct().priced(i).details())));

        assertThat(outcomes)
                .filteredOn(Optional::isPresent)
                .singleElement()
                .isEqualTo(products().find(stored.id()));
    }

    @Test
    void oneOfEightConcurrentDeletesWins() throws Exception {
        Product stored = products().insert(aProduct().details());

        assertThat(AtOnce.run(8, i -> products().delete(stored.id(), 1))).containsOnlyOnce(true);
    }

    @Test
    void concurrentInsertsGetIdsOfTheirOwn() throws Exception {
        List<Product> inserted =
                AtOnce.run(8, i -> products().insert(aProduct().priced(i).details()));

        assertThat(products().list(ALL, Window.first(10))).containsExactlyInAnyOrderElementsOf(inserted);
    }

    /** Queries, on the same store. */
    @Nested
    class Queries extends QueryContract<Product> {

        @Override
        protected Fields<Product> fields() {
            return ProductFields.ALL;
        }

        @Override
        protected Store<Product> store() {
            return new Store<>(
                    products()::list,
                    products()::walk,
                    products()::count,
                    product -> products().delete(product.id(), product.version()));
        }

        /** Few prices, so that there are ties, and every name twice. */
        @Override
        protected List<Product> storeRecords() {
            return IntStream.range(0, 2 * TEXTS.size())
                    .mapToObj(i -> aProduct().named(TEXTS.get(i % TEXTS.size())).priced(i * 7 % 5))
                    .map(product -> products().insert(product.details()))
                    .toList();
        }
    }
}
