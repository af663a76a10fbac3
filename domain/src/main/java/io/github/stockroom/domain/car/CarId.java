package io.github.stockroom.domain.car;

/**
 * The number the service gave a car; callers never choose it.
 *
 * @param value 1 or more
 */
public record CarId(long value) {

    public CarId {
        if (value < 1) {
            throw new IllegalArgumentException("a car id is 1 or more");
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
