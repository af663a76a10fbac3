package io.github.stockroom.application.catalog;

import static io.github.stockroom.application.product.ProductFixture.aProduct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.stockroom.application.bulk.Rejects;
import io.github.stockroom.application.catalog.RecordIntake.Item;
import io.github.stockroom.application.product.InMemoryProductRepository;
import io.github.stockroom.application.product.ProductCatalog;
import io.github.stockroom.application.product.ProductFields;
import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.domain.product.ProductDetails;
import io.github.stockroom.domain.product.ProductId;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordIntakeTest {

    private static final ProductDetails ONE = aProduct(1).details();
    private static final ProductDetails TWO = aProduct(2).details();

    private final ProductCatalog products = ProductCatalog.on(new InMemoryProductRepository());
    private final List<String> rejected = new ArrayList<>();

    @Test
    void addsRecordsUnderTheirIds() {
        var intake = take(null, List.of(kept("a", 3, ONE), kept("b", 7, TWO)));

        assertThat(intake.created()).isEqualTo(2);
        assertThat(ids()).containsExactly(3L, 7L);
        assertThat(rejected).isEmpty();
    }

    @Test
    void rejectsIdsThatAreTaken() {
        products.addAll(List.of(new Product(new ProductId(3), 1, ONE)));

        var intake = take(null, List.of(kept("a", 3, TWO), kept("b", 4, TWO), kept("c", 4, ONE)));

        assertThat(intake.created()).isEqualTo(1);
        assertThat(rejected).containsExactly("a id taken", "c id taken");
        assertThat(products.get(new ProductId(3)).details()).isEqualTo(ONE);
        assertThat(products.get(new ProductId(4)).details()).isEqualTo(TWO);
    }

    @Test
    void changesTheRecordWithTheSameKey() {
        products.addAll(List.of(new Product(new ProductId(3), 1, ONE), new Product(new ProductId(4), 1, TWO)));

        var intake = take(
                ProductFields.ID,
                List.of(
                        new Item<>("a", TWO, null, 3L),
                        new Item<>("b", TWO, null, 4L),
                        new Item<>("c", ONE, new Product(new ProductId(9), 1, ONE), 9L)));

        assertThat(List.of(intake.created(), intake.updated(), intake.unchanged()))
                .containsExactly(1L, 1L, 1L);
        assertThat(ids()).containsExactly(3L, 4L, 9L);
        assertThat(products.get(new ProductId(3)).details()).isEqualTo(TWO);
    }

    @Test
    void laterItemOfOneKeyCounts() {
        String name = ONE.name().value();

        var intake = take(
                ProductFields.PRODUCT, List.of(new Item<>("a", ONE, null, name), new Item<>("b", ONE, null, name)));

        assertThat(List.of(intake.created(), intake.updated(), intake.unchanged()))
                .containsExactly(1L, 0L, 1L);
    }

    @Test
    void rejectsAKeyThatSeveralRecordsHave() {
        products.create(ONE);
        products.create(ONE);

        var intake = take(
                ProductFields.PRODUCT,
                List.of(new Item<>("a", ONE, null, ONE.name().value())));

        assertThat(List.of(intake.created(), intake.updated(), intake.unchanged()))
                .containsExactly(0L, 0L, 0L);
        assertThat(rejected).containsExactly("a product ambiguous");
    }

    /** A record may have values that never change. */
    @Test
    void rejectsARowWhoseRecordRefusesTheChange() {
        products.create(aProduct(1).details());
        ProductDetails other = aProduct(1).withPrice(99).details();
        var intake = new RecordIntake<String, ProductId, ProductDetails, Product>(
                refusingChanges(), ProductFields.ALL, Product::id, ProductFields.PRODUCT, (input, why) -> {
                    rejected.add(input + " " + why.violations().get(0).code());
                    return true;
                });

        intake.take(List.of(new Item<String, ProductDetails, Product>(
                        "row", other, null, other.name().value()))
                .iterator());

        assertThat(rejected).containsExactly("row read_only");
        assertThat(intake.updated()).isZero();
    }

    @Test
    void takesMoreThanAChunk() {
        List<Item<String, ProductDetails, Product>> items = IntStream.rangeClosed(1, 2_500)
                .mapToObj(i -> kept("row", 2 * i, ONE))
                .toList();

        assertThat(take(null, items).created()).isEqualTo(2_500);
        assertThat(take(
                                ProductFields.ID,
                                items.stream()
                                        .map(item -> new Item<>(item.input(), TWO, item.whole(), (Object) id(item)))
                                        .toList())
                        .updated())
                .isEqualTo(2_500);
    }

    @Test
    void storesNothingIfTheRejectsEndIt() {
        Rejects<String> refusing = new Rejects<>() {
            @Override
            public boolean reject(String input, ValidationException why) {
                return false;
            }

            @Override
            public void end() {
                throw new IllegalStateException("refused");
            }
        };
        var intake = new RecordIntake<>(products, ProductFields.ALL, Product::id, null, refusing);

        assertThatIllegalStateException()
                .isThrownBy(() -> intake.take(
                        List.of(kept("a", 3, ONE), kept("b", 3, TWO)).iterator()));
        assertThat(ids()).isEmpty();
    }

    private RecordIntake<String, ProductId, ProductDetails, Product> take(
            @Nullable Field<Product, ?> key, List<Item<String, ProductDetails, Product>> items) {
        var intake = new RecordIntake<>(products, ProductFields.ALL, Product::id, key, (Rejects<String>)
                (input, why) -> rejected.add(input + " "
                        + why.violations().get(0).field() + " "
                        + why.violations().get(0).code()));
        intake.take(items.iterator());
        return intake;
    }

    private ProductCatalog refusingChanges() {
        return (ProductCatalog) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ProductCatalog.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("change")) {
                        throw new ValidationException(
                                Violation.of("read_only", "").at("price"));
                    }
                    try {
                        return method.invoke(products, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Item<String, ProductDetails, Product> kept(String input, long id, ProductDetails details) {
        return new Item<>(input, details, new Product(new ProductId(id), 1, details), null);
    }

    private static long id(Item<String, ProductDetails, Product> item) {
        return item.whole() == null ? 0 : item.whole().id().value();
    }

    private List<Long> ids() {
        return products.list(Query.of(ProductFields.ALL), Window.first(9)).items().stream()
                .map(product -> product.id().value())
                .toList();
    }
}
