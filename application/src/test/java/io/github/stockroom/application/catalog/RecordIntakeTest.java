package io.github.stockroom.application.catalog;

import static io.github.stockroom.application.product.ProductFixture.aProduct;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stockroom.application.catalog.RecordIntake.Item;
import io.github.stockroom.application.product.InMemoryProductRepository;
import io.github.stockroom.application.product.ProductCatalog;
import io.github.stockroom.application.product.ProductFields;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.domain.product.ProductDetails;
import io.github.stockroom.domain.product.ProductId;
import io.github.stockroom.domain.shared.ValidationException;
import io.github.stockroom.domain.shared.Violation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordIntakeTest {

    private final ProductCatalog products = ProductCatalog.on(new InMemoryProductRepository());

    /** A record may have values that never change. */
    @Test
    void rejectsARowWhoseRecordRefusesTheChange() {
        products.create(aProduct(1).details());
        ProductDetails other = aProduct(1).withPrice(99).details();
        List<String> rejected = new ArrayList<>();
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
}
