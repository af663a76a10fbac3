package io.github.stockroom.application.car;

import io.github.stockroom.application.catalog.RecordParts;
import io.github.stockroom.domain.car.Brand;
import io.github.stockroom.domain.car.Car;
import io.github.stockroom.domain.car.CarDetails;
import io.github.stockroom.domain.car.CarId;
import io.github.stockroom.domain.car.ModelName;
import io.github.stockroom.domain.car.ModelYear;

/** Details of a car, valid from the start: {@code aCar().withBrand("Seat").details()}. Immutable. */
public record CarFixture(CarDetails details) {

    public static final RecordParts<CarId, CarDetails, Car> PARTS =
            new RecordParts<>(CarFields.ALL, CarId::new, Car::new, Car::id, Car::version, Car::details);

    public static CarFixture aCar() {
        return aCar(1);
    }

    /** A car whose values follow the number, from 0 to 9,998. */
    public static CarFixture aCar(int number) {
        return new CarFixture(new CarDetails(
                new Brand("Brand " + number), new ModelName("Model " + number), new ModelYear(1 + number)));
    }

    public CarFixture withBrand(String brand) {
        return new CarFixture(new CarDetails(new Brand(brand), details.model(), details.year()));
    }

    public CarFixture withModel(String model) {
        return new CarFixture(new CarDetails(details.brand(), new ModelName(model), details.year()));
    }

    public CarFixture withYear(long year) {
        return new CarFixture(new CarDetails(details.brand(), details.model(), new ModelYear(year)));
    }
}
