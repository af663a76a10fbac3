package io.github.stockroom.application.car;

import static io.github.stockroom.application.car.CarFixture.aCar;

import io.github.stockroom.application.catalog.CatalogContract;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.domain.car.Car;
import io.github.stockroom.domain.car.CarDetails;
import io.github.stockroom.domain.car.CarId;

class CarCatalogTest extends CatalogContract<CarId, CarDetails, Car> {

    private final CarCatalog catalog = CarCatalog.on(new InMemoryCarRepository());

    @Override
    protected CarCatalog catalog() {
        return catalog;
    }

    @Override
    protected Fields<Car> fields() {
        return CarFields.ALL;
    }

    @Override
    protected CarDetails details(int number) {
        return aCar().of(number).details();
    }

    @Override
    protected CarDetails renamed(CarDetails details) {
        return new CarFixture(details).by("Seat").details();
    }

    @Override
    protected CarDetails numbered(CarDetails details, int number) {
        return new CarFixture(details).of(number).details();
    }

    @Override
    protected CarId idOf(Car car) {
        return car.id();
    }

    @Override
    protected long versionOf(Car car) {
        return car.version();
    }

    @Override
    protected CarDetails detailsOf(Car car) {
        return car.details();
    }

    @Override
    protected CarId unknownId() {
        return new CarId(404);
    }
}
