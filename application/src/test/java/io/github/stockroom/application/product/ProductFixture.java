package io.github.stockroom.application.product;

import io.github.stockroom.domain.product.Price;
import io.github.stockroom.domain.product.ProductDetails;
import io.github.stockroom.domain.product.ProductName;

/** Details of a product, valid from the start: {@code aProduct().named("Pear").priced(9).details()}. Immutable. */
public record ProductFixture(ProductDetails details) {

    public static ProductFixture aProduct() {
        return new ProductFixture(new ProductDetails(new ProductName("Apple"), new Price(100)));
    }

    public ProductFixture named(String name) {
        return new ProductFixture(new ProductDetails(new ProductName(name), details.price()));
    }

    public ProductFixture priced(long price) {
        return new ProductFixture(new ProductDetails(details.name(), new Price(price)));
    }
}
