package io.github.stockroom.application.car;

import io.github.stockroom.application.catalog.InMemoryIdAssigningStore;
import io.github.stockroom.domain.car.Car;
import io.github.stockroom.domain.car.CarDetails;
import io.github.stockroom.domain.car.CarId;

/** Cars in memory. */
public final class InMemoryCarRepository extends InMemoryIdAssigningStore<CarId, CarDetails, Car>
        implements CarRepository {

    public InMemoryCarRepository() {
        super(CarFixture.PARTS);
    }
}
