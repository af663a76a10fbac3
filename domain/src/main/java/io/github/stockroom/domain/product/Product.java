package io.github.stockroom.domain.product;

/**
 * A stored product.
 *
 * @param id never reused, not even after the product was deleted
 * @param version 1 when created; every change that really changes something raises it by one
 */
public record Product(ProductId id, long version, ProductDetails details) {

    public Product {
        if (version < 1) {
            throw new IllegalArgumentException("versions start at 1");
        }
    }

    /** The same product with other details, still at the version it was read at. */
    public Product with(ProductDetails newDetails) {
        return new Product(id, version, newDetails);
    }
}
