package io.github.stockroom.application.product;

import static io.github.stockroom.application.product.ProductFixture.aProduct;

import io.github.stockroom.application.catalog.IdAssigningCatalogContract;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.domain.product.ProductDetails;
import io.github.stockroom.domain.product.ProductId;

class ProductCatalogTest extends IdAssigningCatalogContract<ProductId, ProductDetails, Product> {

    private final ProductCatalog catalog = ProductCatalog.on(new InMemoryProductRepository());

    ProductCatalogTest() {
        super(ProductFixture.PARTS);
    }

    @Override
    protected ProductCatalog catalog() {
        return catalog;
    }

    @Override
    protected ProductDetails details(int number) {
        return aProduct(number).details();
    }
}
