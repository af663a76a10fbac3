package io.github.stockroom.application.product;

import io.github.stockroom.application.catalog.InMemoryNumberedStore;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.domain.product.ProductDetails;
import io.github.stockroom.domain.product.ProductId;

/** Products in memory. */
public final class InMemoryProductRepository extends InMemoryNumberedStore<ProductId, ProductDetails, Product>
        implements ProductRepository {

    public InMemoryProductRepository() {
        super(ProductFixture.PARTS);
    }
}
