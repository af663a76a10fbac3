package io.github.stockroom.application.car;

import io.github.stockroom.application.catalog.IdAssigningStore;
import io.github.stockroom.domain.car.Car;
import io.github.stockroom.domain.car.CarDetails;
import io.github.stockroom.domain.car.CarId;

/** The place where cars are kept. */
public interface CarRepository extends IdAssigningStore<CarId, CarDetails, Car> {}
