package io.github.stockroom.rest.car;

import io.github.stockroom.application.car.CarFields;
import io.github.stockroom.domain.car.Brand;
import io.github.stockroom.domain.car.ModelName;
import io.github.stockroom.domain.car.ModelYear;
import io.github.stockroom.operations.Operations;
import io.github.stockroom.rest.openapi.Api;
import io.github.stockroom.rest.openapi.ApiDescription;
import io.github.stockroom.rest.openapi.RecordDescription;
import io.github.stockroom.rest.openapi.Schemas;

final class CarDescription implements ApiDescription {

    @Override
    public void describe(Api api) {
        Api.Group cars = new RecordDescription<>("Car", "Cars", Operations.CARS.path(), CarFields.ALL)
                .required(CarFields.BRAND, Schemas.text(1, Brand.MAX_LENGTH), "Who makes it.", "Volkswagen")
                .given(CarFields.ID, "Given by the service, and never again.", 1)
                .required(CarFields.MODEL, Schemas.text(1, ModelName.MAX_LENGTH), "What it is called.", "Golf")
                .required(CarFields.YEAR, Schemas.wholeNumber(ModelYear.MIN, ModelYear.MAX), "The model year.", 2018)
                .describe(api);
        cars.operation("GET /create-table", "createTable", "Do nothing")
                .description("Deployments of the earlier system call it once; the schema comes from migrations.")
                .deprecated(true)
                .answers(201, "The words of the earlier system.")
                .as("text/plain", Schemas.text(), "Tabla cars creada");
    }
}
