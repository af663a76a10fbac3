package io.github.stockroom.rest.product;

import io.github.stockroom.application.product.ProductFields;
import io.github.stockroom.domain.product.Price;
import io.github.stockroom.domain.product.ProductName;
import io.github.stockroom.operations.Operations;
import io.github.stockroom.rest.openapi.Api;
import io.github.stockroom.rest.openapi.ApiDescription;
import io.github.stockroom.rest.openapi.RecordDescription;
import io.github.stockroom.rest.openapi.Schemas;

final class ProductDescription implements ApiDescription {

    @Override
    public void describe(Api api) {
        new RecordDescription<>("Product", "Products", Operations.ITEMS.path(), ProductFields.ALL)
                .given(ProductFields.ID, "Given by the service, and never again.", 1)
                .required(ProductFields.PRODUCT, Schemas.text(1, ProductName.MAX_LENGTH), "What it is called.", "Apple")
                .required(ProductFields.PRICE, Schemas.wholeNumber(Price.MIN, Price.MAX), "What it costs.", 180)
                .describe(api);
    }
}
