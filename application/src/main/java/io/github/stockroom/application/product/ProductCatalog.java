package io.github.stockroom.application.product;

import io.github.stockroom.application.query.Page;
import io.github.stockroom.application.query.Query;
import io.github.stockroom.application.query.Window;
import io.github.stockroom.application.version.Precondition;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.domain.product.ProductDetails;
import io.github.stockroom.domain.product.ProductId;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The products, as callers see them. Every call is atomic, and what it returned is stored. Thread-safe.
 *
 * <p>Every method may throw {@link io.github.stockroom.application.error.TemporarilyUnavailableException}; nothing was
 * changed then.
 */
public interface ProductCatalog {

    /** A catalogue on top of a store. */
    static ProductCatalog on(ProductRepository products) {
        return new ProductService(products);
    }

    /** Adds a product under a new id, at version 1. */
    Product create(ProductDetails details);

    /**
     * Adds many products in one step, all or none: if one of the arguments throws, nothing is stored and what it threw passes on.
     * Memory is needed for some of them only.
     *
     * @param details read no sooner than they can be stored; {@link io.github.stockroom.application.bulk.Drafts} makes them of
     *     input that may not be valid
     * @param created gets each product, in the order of the details and with rising ids; it is not stored for good before this
     *     method returns
     * @return how many
     */
    long createAll(Iterator<ProductDetails> details, Consumer<? super Product> created);

    /** @throws io.github.stockroom.application.error.RecordNotFoundException when there is none */
    Product get(ProductId id);

    /**
     * Changes a product, unless the change leaves it equal: then nothing is written and the version stays.
     *
     * <p>Checks in this order: the product exists, the precondition holds, and only then is the change applied, so that a
     * change may refuse with an exception of its own.
     *
     * @param change gets the stored details and returns the wanted ones; runs again on newer details when another writer
     *     comes first and the precondition still holds, so it must have no effect of its own
     * @return the product as stored, its version raised by one if it changed
     * @throws io.github.stockroom.application.error.RecordNotFoundException when there is none
     * @throws io.github.stockroom.application.version.StaleVersionException when the precondition refuses its version
     */
    Product change(ProductId id, Precondition precondition, UnaryOperator<ProductDetails> change);

    /**
     * Deletes a product for good; its id is never given again.
     *
     * @throws io.github.stockroom.application.error.RecordNotFoundException when there is none
     * @throws io.github.stockroom.application.version.StaleVersionException when the precondition refuses its version
     */
    void delete(ProductId id, Precondition precondition);

    /** One page of a query; {@link io.github.stockroom.application.query.Pages} walks them all. */
    Page<Product> list(Query<Product> query, Window window);

    /** How many products the query matches at this moment; reads them all, so it costs what they are. */
    long count(Query<Product> query);
}
