package io.github.stockroom.application.product;

import io.github.stockroom.application.bulk.Chunks;
import io.github.stockroom.application.error.RecordNotFoundException;
import io.github.stockroom.application.query.Listing;
import io.github.stockroom.application.query.Page;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Walk;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.application.version.OptimisticWrite;
import io.github.stockroom.application.version.Precondition;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.domain.product.ProductDetails;
import io.github.stockroom.domain.product.ProductId;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

final class ProductService implements ProductCatalog {

    private final ProductRepository products;

    ProductService(ProductRepository products) {
        this.products = products;
    }

    @Override
    public Product create(ProductDetails details) {
        return products.insert(details);
    }

    @Override
    public long createAll(Iterator<ProductDetails> details, Consumer<? super Product> created) {
        return products.atomically(() -> Chunks.store(details, products::insertAll, created));
    }

    @Override
    public Set<ProductId> addAll(List<Product> all) {
        return products.addAll(all);
    }

    @Override
    public <T> T atomically(Supplier<T> work) {
        return products.atomically(work);
    }

    @Override
    public Product get(ProductId id) {
        return products.find(id).orElseThrow(() -> new RecordNotFoundException("product", id));
    }

    @Override
    public Product change(ProductId id, Precondition precondition, UnaryOperator<ProductDetails> change) {
        return OptimisticWrite.change(
                () -> get(id),
                Product::version,
                precondition,
                current -> current.with(change.apply(current.details())),
                products::update);
    }

    @Override
    public void delete(ProductId id, Precondition precondition) {
        OptimisticWrite.delete(
                () -> get(id), Product::version, precondition, current -> products.delete(id, current.version()));
    }

    @Override
    public Page<Product> list(Query<Product> query, Window window) {
        return Listing.page(query, window, products::list);
    }

    @Override
    public Walk<Product> walk(Query<Product> query, Window start) {
        return products.walk(query, start);
    }

    @Override
    public long count(Query<Product> query) {
        return products.count(query);
    }
}
