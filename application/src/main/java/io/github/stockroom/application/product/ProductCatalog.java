package io.github.stockroom.application.product;

import io.github.stockroom.application.catalog.Catalog;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.domain.product.ProductDetails;
import io.github.stockroom.domain.product.ProductId;

/** The products, as callers see them. */
public interface ProductCatalog extends Catalog<ProductId, ProductDetails, Product> {

    /** A catalogue on top of a store. */
    static ProductCatalog on(ProductRepository products) {
        return new ProductService(products);
    }
}
