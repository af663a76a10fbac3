package io.github.stockroom.application.product;

class InMemoryProductRepositoryTest extends ProductRepositoryContract {

    private final ProductRepository products = new InMemoryProductRepository();

    @Override
    protected ProductRepository store() {
        return products;
    }
}
