package io.github.stockroom.application.car;

import static io.github.stockroom.application.car.CarFixture.aCar;

import io.github.stockroom.application.catalog.IdAssigningCatalogContract;
import io.github.stockroom.domain.car.Car;
import io.github.stockroom.domain.car.CarDetails;
import io.github.stockroom.domain.car.CarId;

class CarCatalogTest extends IdAssigningCatalogContract<CarId, CarDetails, Car> {

    private final CarCatalog catalog = CarCatalog.on(new InMemoryCarRepository());

    CarCatalogTest() {
        super(CarFixture.PARTS);
    }

    @Override
    protected CarCatalog catalog() {
        return catalog;
    }

    @Override
    protected CarDetails details(int number) {
        return aCar(number).details();
    }
}
