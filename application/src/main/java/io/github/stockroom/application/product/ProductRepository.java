package io.github.stockroom.application.product;

import io.github.stockroom.application.bulk.Atomic;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.domain.product.ProductDetails;
import io.github.stockroom.domain.product.ProductId;
import java.util.List;
import java.util.Optional;

/**
 * Where products are kept. Each method is one atomic step that is durable when it returns. Implementations are thread-safe
 * and throw {@link io.github.stockroom.application.error.TemporarilyUnavailableException} when the store cannot answer.
 */
public interface ProductRepository extends Atomic {

    /** Stores a new product under an id that was never given before, at version 1. */
    Product insert(ProductDetails details);

    /**
     * Stores new products under rising ids that were never given before, at version 1.
     *
     * @param details not too many for one step: some thousands
     * @return them, in the order of the details
     */
    List<Product> insertAll(List<ProductDetails> details);

    Optional<Product> find(ProductId id);

    /**
     * Stores new details if the stored version is still the one the product was read at: one conditional step, never a look
     * and then a write.
     *
     * @return the product with its version raised by one; empty, and nothing written, when it is gone or has another version
     */
    Optional<Product> update(Product product);

    /** Deletes the product if it still has this version; false, and nothing deleted, when it is gone or has another. */
    boolean delete(ProductId id, long version);

    /** The records of a window, in the order of the query, judged as {@link Query#matches} and {@link Query#compare} do. */
    List<Product> list(Query<Product> query, Window window);

    long count(Query<Product> query);
}
