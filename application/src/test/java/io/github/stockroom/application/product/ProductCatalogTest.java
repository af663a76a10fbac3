package io.github.stockroom.application.product;

import static io.github.stockroom.application.product.ProductFixture.aProduct;

import io.github.stockroom.application.catalog.CatalogContract;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.domain.product.ProductDetails;
import io.github.stockroom.domain.product.ProductId;

class ProductCatalogTest extends CatalogContract<ProductId, ProductDetails, Product> {

    private final ProductCatalog catalog = ProductCatalog.on(new InMemoryProductRepository());

    @Override
    protected ProductCatalog catalog() {
        return catalog;
    }

    @Override
    protected Fields<Product> fields() {
        return ProductFields.ALL;
    }

    @Override
    protected ProductDetails details(int number) {
        return aProduct().priced(number).details();
    }

    @Override
    protected ProductDetails renamed(ProductDetails details) {
        return new ProductFixture(details).named("Pear").details();
    }

    @Override
    protected ProductDetails numbered(ProductDetails details, int number) {
        return new ProductFixture(details).priced(number).details();
    }

    @Override
    protected ProductId idOf(Product product) {
        return product.id();
    }

    @Override
    protected long versionOf(Product product) {
        return product.version();
    }

    @Override
    protected ProductDetails detailsOf(Product product) {
        return product.details();
    }

    @Override
    protected ProductId unknownId() {
        return new ProductId(404);
    }
}
