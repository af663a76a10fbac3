package io.github.stockroom.application.product;

import io.github.stockroom.application.query.InMemoryTable;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.domain.product.ProductDetails;
import io.github.stockroom.domain.product.ProductId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** As strict as a database, and as safe with many threads; but durable only while it is held. */
public final class InMemoryProductRepository implements ProductRepository {

    private final Map<ProductId, Product> products = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();

    @Override
    public Product insert(ProductDetails details) {
        Product product = new Product(new ProductId(lastId.incrementAndGet()), 1, details);
        products.put(product.id(), product);
        return product;
    }

    @Override
    public List<Product> insertAll(List<ProductDetails> details) {
        return details.stream().map(this::insert).toList();
    }

    @Override
    public <T> T atomically(Supplier<T> work) {
        return InMemoryTable.atomically(work, products);
    }

    @Override
    public Optional<Product> find(ProductId id) {
        return Optional.ofNullable(products.get(id));
    }

    @Override
    public Optional<Product> update(Product product) {
        Product raised = new Product(product.id(), product.version() + 1, product.details());
        Optional<Product> stored = find(product.id()).filter(found -> found.version() == product.version());
        return stored.filter(found -> products.replace(product.id(), found, raised))
                .map(found -> raised);
    }

    @Override
    public boolean delete(ProductId id, long version) {
        return find(id).filter(found -> found.version() == version)
                .filter(found -> products.remove(id, found))
                .isPresent();
    }

    @Override
    public List<Product> list(Query<Product> query, Window window) {
        return InMemoryTable.list(products.values(), query, window);
    }

    @Override
    public long count(Query<Product> query) {
        return InMemoryTable.count(products.values(), query);
    }
}
