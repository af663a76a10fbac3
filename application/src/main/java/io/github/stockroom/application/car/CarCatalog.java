package io.github.stockroom.application.car;

import io.github.stockroom.application.catalog.Catalog;
import io.github.stockroom.domain.car.Car;
import io.github.stockroom.domain.car.CarDetails;
import io.github.stockroom.domain.car.CarId;

/** The cars, as callers see them. */
public interface CarCatalog extends Catalog<CarId, CarDetails, Car> {

    /** A catalogue on top of a store. */
    static CarCatalog on(CarRepository cars) {
        return new CarService(cars);
    }
}
