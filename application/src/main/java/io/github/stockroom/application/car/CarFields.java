package io.github.stockroom.application.car;

import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.application.query.TextField;
import io.github.stockroom.domain.car.Car;
import java.util.List;

/** The fields of a car, as callers know them. */
public final class CarFields {

    public static final TextField<Car> BRAND =
            Field.text("brand", c -> c.details().brand().value());
    public static final Field<Car, Long> ID = Field.wholeNumber("id", c -> c.id().value());
    public static final TextField<Car> MODEL =
            Field.text("model", c -> c.details().model().value());
    public static final Field<Car, Long> YEAR =
            Field.wholeNumber("year", c -> c.details().year().value());

    public static final Fields<Car> ALL = new Fields<>(List.of(BRAND, ID, MODEL, YEAR), ID, List.of(ID.ascending()));

    private CarFields() {}
}
