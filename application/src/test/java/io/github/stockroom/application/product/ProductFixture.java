package io.github.stockroom.application.product;

import io.github.stockroom.application.catalog.RecordParts;
import io.github.stockroom.domain.product.Price;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.domain.product.ProductDetails;
import io.github.stockroom.domain.product.ProductId;
import io.github.stockroom.domain.product.ProductName;

/**
 * Details of a product, valid from the start: {@code aProduct().withName("Product 2").details()}.
 * Immutable.
 */
public record ProductFixture(ProductDetails details) {

    public static final RecordParts<ProductId, ProductDetails, Product> PARTS = new RecordParts<>(
            ProductFields.ALL, ProductId::new, Product::new, Product::id, Product::version, Product::details);

    public static ProductFixture aProduct() {
        return aProduct(1);
    }

    /** A product whose values follow the number, from 0 to 10,000. */
    public static ProductFixture aProduct(int number) {
        return new ProductFixture(new ProductDetails(new ProductName("Product " + number), new Price(number)));
    }

    public ProductFixture withName(String name) {
        return new ProductFixture(new ProductDetails(new ProductName(name), details.price()));
    }

    public ProductFixture withPrice(long price) {
        return new ProductFixture(new ProductDetails(details.name(), new Price(price)));
    }
}
