package io.github.stockroom.application.car;

import static io.github.stockroom.application.car.CarFixture.aCar;

import io.github.stockroom.application.catalog.IdAssigningStoreContract;
import io.github.stockroom.domain.car.Brand;
import io.github.stockroom.domain.car.Car;
import io.github.stockroom.domain.car.CarDetails;
import io.github.stockroom.domain.car.CarId;
import io.github.stockroom.domain.car.ModelName;
import io.github.stockroom.domain.car.ModelYear;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The behaviour of every {@link CarRepository}. A subclass gives each test an empty one. */
public abstract class CarRepositoryContract extends IdAssigningStoreContract<CarId, CarDetails, Car> {

    protected CarRepositoryContract() {
        super(CarFixture.PARTS);
    }

    @Override
    protected abstract CarRepository store();

    @Override
    protected CarDetails details(int number) {
        return aCar(number).details();
    }

    @Override
    protected Stream<CarDetails> extremes() {
        return Stream.of(
                        oddTexts(Brand.MAX_LENGTH).map(aCar()::withBrand),
                        oddTexts(ModelName.MAX_LENGTH).map(aCar()::withModel),
                        Stream.of(aCar().withYear(ModelYear.MIN), aCar().withYear(ModelYear.MAX)))
                .flatMap(fixtures -> fixtures)
                .map(CarFixture::details);
    }

    /** Every brand twice, no model that goes with the brand, and few years, so that there are ties. */
    @Override
    protected Stream<CarDetails> queried() {
        return IntStream.range(0, 2 * TEXTS.size())
                .mapToObj(i -> aCar(i * 7 % 5)
                        .withBrand(text(i, Brand.MAX_LENGTH))
                        .withModel(text(i * 5, ModelName.MAX_LENGTH)))
                .map(CarFixture::details);
    }
}
