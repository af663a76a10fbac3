package io.github.stockroom.application.product;

import io.github.stockroom.application.query.Field;
import io.github.stockroom.application.query.Fields;
import io.github.stockroom.application.query.TextField;
import io.github.stockroom.domain.product.Product;
import java.util.List;

/** The fields of a product, as callers know them. */
public final class ProductFields {

    public static final Field<Product, Long> ID = Field.wholeNumber("id", p -> p.id().value());
    public static final TextField<Product> PRODUCT =
            Field.text("product", p -> p.details().name().value());
    public static final Field<Product, Long> PRICE =
            Field.wholeNumber("price", p -> p.details().price().value());

    public static final Fields<Product> ALL = new Fields<>(List.of(ID, PRODUCT, PRICE), ID, List.of(ID.ascending()));

    private ProductFields() {}
}
