package shop;

import io.github.stockroom.application.product.ProductRepository;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.domain.product.ProductDetails;
import io.github.stockroom.domain.product.ProductId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Products in memory. All methods are synchronized, so others see nothing of a step before its end. */
final class OwnStore implements ProductRepository {

    private final Map<ProductId, Product> products = new HashMap<>();
    private long lastId;

    @Override
    public synchronized Product insert(ProductDetails details) {
        do {
            lastId++; // passes over the ids of addAll
        } while (products.containsKey(new ProductId(lastId)));
        Product added = new Product(new ProductId(lastId), 1, details);
        products.put(added.id(), added);
        return added;
    }

    @Override
    public synchronized List<Product> insertAll(List<ProductDetails> details) {
        return details.stream().map(this::insert).toList();
    }

    @Override
    public synchronized Set<ProductId> addAll(List<Product> added) {
        return added.stream()
                .filter(product -> products.putIfAbsent(product.id(), product) == null)
                .map(Product::id)
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized Optional<Product> find(ProductId id) {
        return Optional.ofNullable(products.get(id));
    }

    @Override
    public synchronized Optional<Product> update(Product changed) {
        Product raised = new Product(changed.id(), changed.version() + 1, changed.details());
        return delete(changed.id(), changed.version()) ? put(raised) : Optional.empty();
    }

    private Optional<Product> put(Product product) {
        products.put(product.id(), product);
        return Optional.of(product);
    }

    @Override
    public synchronized boolean delete(ProductId id, long version) {
        return find(id).filter(found -> found.version() == version).isPresent() && products.remove(id) != null;
    }

    /** The query knows which products match, and in what order. */
    @Override
    public synchronized List<Product> list(Query<Product> query, Window window) {
        return products.values().stream()
                .filter(query::matches)
                .filter(product -> window.after() == null
                        || query.compare(query.positionOf(product), window.after()) > 0)
                .filter(product -> window.through() == null
                        || query.compare(query.positionOf(product), window.through()) <= 0)
                .sorted((a, b) -> query.compare(query.positionOf(a), query.positionOf(b)))
                .skip(window.offset())
                .limit(window.limit())
                .toList();
    }

    @Override
    public synchronized long count(Query<Product> query) {
        return products.values().stream().filter(query::matches).count();
    }

    /** Puts the products back if the work throws. */
    @Override
    public synchronized <T> T atomically(Supplier<T> work) {
        Map<ProductId, Product> before = Map.copyOf(products);
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            products.clear();
            products.putAll(before);
            throw e;
        }
    }
}
