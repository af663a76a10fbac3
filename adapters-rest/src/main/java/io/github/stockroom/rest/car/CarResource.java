package io.github.stockroom.rest.car;

import io.github.stockroom.application.car.CarCatalog;
import io.github.stockroom.application.car.CarFields;
import io.github.stockroom.domain.car.Brand;
import io.github.stockroom.domain.car.Car;
import io.github.stockroom.domain.car.CarDetails;
import io.github.stockroom.domain.car.CarId;
import io.github.stockroom.domain.car.ModelName;
import io.github.stockroom.domain.car.ModelYear;
import io.github.stockroom.domain.shared.Validation;
import io.github.stockroom.operations.Operations;
import io.github.stockroom.rest.json.JsonObject;
import io.github.stockroom.rest.record.Ids;
import io.github.stockroom.rest.record.RecordResource;
import io.github.stockroom.rest.rows.RecordReader;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cars as the API, imports and exports know them. */
public final class CarResource {

    public static final RecordResource<CarId, CarDetails, Car> CARS = new RecordResource<>(
            "cars",
            Operations.CARS,
            CarFields.ALL,
            RecordReader.of(
                    CarFields.ALL, Set.of("brand", "model", "year"), CarResource::details, CarResource::members),
            text -> new CarId(Ids.number("car", text)),
            (row, details) -> new Car(new CarId(Ids.kept(row)), 1, details),
            Car::version,
            CarCatalog.class);

    private CarResource() {}

    private static CarDetails details(JsonObject body) {
        var validation = new Validation();
        var brand = validation.field("brand", () -> new Brand(body.normalisedText("brand")));
        var model = validation.field("model", () -> new ModelName(body.normalisedText("model")));
        var year = validation.field("year", () -> new ModelYear(body.wholeNumber("year")));
        return validation.build(() -> new CarDetails(brand.get(), model.get(), year.get()));
    }

    private static Map<String, @Nullable Object> members(CarDetails details) {
        return Map.of(
                "brand", details.brand().value(),
                "model", details.model().value(),
                "year", details.year().value());
    }
}
