package io.github.stockroom.application.car;

import io.github.stockroom.domain.car.Brand;
import io.github.stockroom.domain.car.CarDetails;
import io.github.stockroom.domain.car.ModelName;
import io.github.stockroom.domain.car.ModelYear;

/** Details of a car, valid from the start: {@code aCar().by("Seat").called("Ibiza").of(2019).details()}. Immutable. */
public record CarFixture(CarDetails details) {

    public static CarFixture aCar() {
        return new CarFixture(new CarDetails(new Brand("Fiat"), new ModelName("Panda"), new ModelYear(2018)));
    }

    public CarFixture by(String brand) {
        return new CarFixture(new CarDetails(new Brand(brand), details.model(), details.year()));
    }

    public CarFixture called(String model) {
        return new CarFixture(new CarDetails(details.brand(), new ModelName(model), details.year()));
    }

    public CarFixture of(long year) {
        return new CarFixture(new CarDetails(details.brand(), details.model(), new ModelYear(year)));
    }
}
