package io.github.stockroom.application.product;

import io.github.stockroom.application.catalog.InMemoryIdAssigningStore;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.domain.product.ProductDetails;
import io.github.stockroom.domain.product.ProductId;

/** Products in memory. */
public final class InMemoryProductRepository extends InMemoryIdAssigningStore<ProductId, ProductDetails, Product>
        implements ProductRepository {

    public InMemoryProductRepository() {
        super(ProductFixture.PARTS);
    }
}
