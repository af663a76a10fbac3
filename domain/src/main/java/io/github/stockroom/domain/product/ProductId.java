package io.github.stockroom.domain.product;

/**
 * The number the service gave a product; callers never choose it.
 *
 * @param value 1 or more
 */
public record ProductId(long value) {

    public ProductId {
        if (value < 1) {
            throw new IllegalArgumentException("a product id is 1 or more");
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
