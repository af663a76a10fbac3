package io.github.stockroom.domain.car;

/**
 * A stored car.
 *
 * @param id never reused, not even after the car was deleted
 * @param version 1 when created; every change that really changes something raises it by one
 */
public record Car(CarId id, long version, CarDetails details) {

    public Car {
        if (version < 1) {
            throw new IllegalArgumentException("versions start at 1");
        }
    }

    /** The same car with other details, still at the version it was read at. */
    public Car with(CarDetails newDetails) {
        return new Car(id, version, newDetails);
    }
}
